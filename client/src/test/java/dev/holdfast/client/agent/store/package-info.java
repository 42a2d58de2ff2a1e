/** Tests of the package. */
@NullMarked
package dev.holdfast.client.agent.store;

import org.jspecify.annotations.NullMarked;
