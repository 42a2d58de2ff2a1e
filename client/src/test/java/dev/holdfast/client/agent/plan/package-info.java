/** Tests of the package. */
@NullMarked
package dev.holdfast.client.agent.plan;

import org.jspecify.annotations.NullMarked;
