/**
 * Cutting content into chunks at places that the content itself picks.
 *
 * <p>{@link dev.holdfast.core.chunk.FastCdc} is the default; {@link dev.holdfast.core.chunk.RabinCutter} is the textbook rolling
 * hash and {@link dev.holdfast.core.chunk.FixedCutter} suits disk images. {@code holdfast benchmark} compares them. A cutter
 * keeps no state between calls and may be shared by threads.
 */
@NullMarked
package dev.holdfast.core.chunk;

import org.jspecify.annotations.NullMarked;
