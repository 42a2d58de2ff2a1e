package dev.holdfast.core.protocol;

/**
 * What a backup says of itself at its commit, so that people who cannot read its manifest see more than its time. Nobody checks these
 * numbers, and nothing but what is shown may depend on them.
 *
 * @param files regular files in the snapshot
 * @param unreadable entries that could not be read
 * @param sourceBytes length of everything in the snapshot
 * @param newBytes length of what was not in the repository before
 * @param storedBytes what that took in packs
 */
public record BackupTotals(long files, long unreadable, long sourceBytes, long newBytes, long storedBytes) {
    /** The largest number that a reader of JSON in any language holds exactly. */
    public static final long MAX = (1L << 53) - 1;

    /** Fails if a number is below 0 or above {@link #MAX}. */
    public BackupTotals {
        require(files);
        require(unreadable);
        require(sourceBytes);
        require(newBytes);
        require(storedBytes);
    }

    private static void require(long number) {
        if (number < 0 || number > MAX) {
            throw new IllegalArgumentException("no number of a backup: " + number);
        }
    }
}
