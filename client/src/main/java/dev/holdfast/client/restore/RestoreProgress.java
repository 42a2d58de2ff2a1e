package dev.holdfast.client.restore;

/**
 * The counters of a restore at one moment.
 *
 * @param files regular files done
 * @param directories directories done
 * @param others other entries done
 * @param bytes bytes of content written or found in place
 * @param totalBytes bytes of content in the snapshot as its manifest says, to tell what is left
 * @param left entries left alone because they were there already
 * @param deleted entries removed from the target
 * @param failed entries that could not be restored
 * @param warnings attributes that could not be set
 * @param current what is being written, for people; may be empty
 */
public record RestoreProgress(
        long files,
        long directories,
        long others,
        long bytes,
        long totalBytes,
        long left,
        long deleted,
        long failed,
        long warnings,
        String current) {}
