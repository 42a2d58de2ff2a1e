/** Tests of the client against real servers that behave and misbehave. */
@NullMarked
package dev.holdfast.flags;

import org.jspecify.annotations.NullMarked;
