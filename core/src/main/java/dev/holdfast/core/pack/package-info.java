/**
 * Packs: files of about 32 MiB that hold segments one after another.
 *
 * <p>A {@link dev.holdfast.core.pack.PackWriter} lays segments into a {@link dev.holdfast.core.protocol.PackSink} between a header and a
 * footer and computes the pack's digest as it goes. A {@link dev.holdfast.core.pack.PackLayout} is what a pack's table of segments says;
 * {@link dev.holdfast.core.pack.PackReader} reads it, or finds the segments one by one if the table is lost. Nothing here needs a key: what
 * lies in a segment is the business of {@link dev.holdfast.core.segment}. The bytes are laid down in {@code docs/format.md}.
 *
 * <p>A writer belongs to one thread; layouts are immutable; readers keep no state.
 */
@NullMarked
package dev.holdfast.core.pack;

import org.jspecify.annotations.NullMarked;
