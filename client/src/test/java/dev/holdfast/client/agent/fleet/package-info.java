/** Tests of the package. */
@NullMarked
package dev.holdfast.client.agent.fleet;

import org.jspecify.annotations.NullMarked;
