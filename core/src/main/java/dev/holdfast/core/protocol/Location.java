package dev.holdfast.core.protocol;

import dev.holdfast.core.id.PackId;

/**
 * Where a chunk lies: a segment within a pack, and its place among the segment's chunks.
 *
 * @param pack the pack
 * @param offset first byte of the segment in the pack
 * @param length length of the segment in bytes
 * @param place index of the chunk in the segment, counted from 0
 */
public record Location(PackId pack, long offset, int length, int place) {
    public Location {
        if (offset < 0 || length <= 0 || place < 0) {
            throw new IllegalArgumentException("impossible location " + offset + "+" + length + "#" + place);
        }
    }
}
