/** Tests of {@link dev.holdfast.client.agent.flags}. */
@NullMarked
package dev.holdfast.client.agent.flags;

import org.jspecify.annotations.NullMarked;
