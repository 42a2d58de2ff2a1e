/** Tests of the bodies that agent and server send each other. */
@NullMarked
package dev.holdfast.core.wire;

import org.jspecify.annotations.NullMarked;
