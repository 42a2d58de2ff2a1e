package dev.holdfast.client.check;

/**
 * The counters of a check at one moment.
 *
 * @param packs packs looked at
 * @param bytesRead bytes of packs read
 * @param totalBytes bytes of packs there are to read
 * @param directories directories walked
 * @param chunks chunks looked up
 * @param findings how much is not as it should be
 */
public record CheckProgress(long packs, long bytesRead, long totalBytes, long directories, long chunks, long findings) {}
