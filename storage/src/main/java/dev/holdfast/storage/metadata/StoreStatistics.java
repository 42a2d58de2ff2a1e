package dev.holdfast.storage.metadata;

/**
 * How much a metadata store holds.
 *
 * @param sessions rows of sessions in any state
 * @param livePacks packs that are LIVE or CONDEMNED
 * @param packBytes total length of those packs in bytes
 * @param facts number of facts
 * @param storeBytes what the store itself takes on disk in bytes
 */
public record StoreStatistics(long sessions, long livePacks, long packBytes, long facts, long storeBytes) {}
