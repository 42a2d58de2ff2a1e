/**
 * Segments: what is compressed and sealed as one, a single chunk or a group of small ones.
 *
 * <p>A segment describes itself and does not depend on its place, so that it can be copied from pack to pack without a key. It begins
 * with a {@link dev.holdfast.core.segment.SegmentHeader} in clear; a sealed {@link dev.holdfast.core.segment.SegmentDescriptor} and the
 * body, sealed in boxes of 8 KiB, follow. A {@link dev.holdfast.core.segment.SegmentWriter} makes segments and opens each once more before it hands it out; a
 * {@link dev.holdfast.core.segment.SegmentReader} opens those of strangers and trusts no length in them. The bytes are laid down in
 * {@code docs/format.md}.
 *
 * <p>Writers and readers own buffers, a compression context and a cipher: one per thread.
 */
@NullMarked
package dev.holdfast.core.segment;

import org.jspecify.annotations.NullMarked;
