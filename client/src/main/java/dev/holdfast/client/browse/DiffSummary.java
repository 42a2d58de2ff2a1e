package dev.holdfast.client.browse;

/**
 * The sum of a comparison. Bytes are lengths of regular files.
 *
 * @param added entries of any type that only the second tree has
 * @param removed entries that only the first tree has
 * @param content entries with changed content
 * @param metadata entries with changed attributes only
 * @param type entries that are of another type
 * @param addedBytes length of the files that were added, and what changed files have in new pieces
 * @param removedBytes length of the files that were removed, and what changed files had in pieces that are gone
 */
public record DiffSummary(
        long added, long removed, long content, long metadata, long type, long addedBytes, long removedBytes) {
    /** Whether both trees are the same. */
    public boolean isEmpty() {
        return added + removed + content + metadata + type == 0;
    }
}
