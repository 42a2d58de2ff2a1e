package dev.holdfast.client.rebuild;

/**
 * The counters of a rebuild at one moment.
 *
 * @param packs packs read
 * @param totalPacks packs there are to read
 * @param bytesRead bytes of packs read
 * @param totalBytes bytes of packs there are to read
 * @param snapshots manifests found
 * @param damages how much could not be read
 */
public record RebuildProgress(long packs, long totalPacks, long bytesRead, long totalBytes, long snapshots, long damages) {}
