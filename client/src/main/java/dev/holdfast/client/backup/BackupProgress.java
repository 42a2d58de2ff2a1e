package dev.holdfast.client.backup;

/**
 * The counters of a backup at one moment.
 *
 * @param files regular files done
 * @param directories directories done
 * @param others other entries done
 * @param bytes length of the files done, read or recognised as unchanged
 * @param bytesRead bytes read from the source
 * @param newChunks chunks that were not in the repository
 * @param newBytes their length
 * @param storedBytes what they take in packs
 * @param unreadable entries that could not be read
 * @param unchangedFiles files recognised by their attributes
 * @param waitedMillis how long workers waited for what other backups were storing, added up
 * @param current what is being read, for people; may be empty
 */
public record BackupProgress(
        long files,
        long directories,
        long others,
        long bytes,
        long bytesRead,
        long newChunks,
        long newBytes,
        long storedBytes,
        long unreadable,
        long unchangedFiles,
        long waitedMillis,
        String current) {}
