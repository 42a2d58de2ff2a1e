package dev.holdfast.storage.metadata.sqlite;

import java.util.OptionalLong;

/** How much of a store's file is kept in memory. */
public enum PageCache {
    /** 16 MiB: enough for one command, which asks in an order that suits the file. */
    COMMAND(2730, 0),
    /** For a process that answers questions about everything for a long time; 112 MiB for all of its stores together. */
    SERVER(112 << 10, 112L << 20);

    private final int readerKibibytes;
    private final long limitBytes;

    PageCache(int readerKibibytes, long limitBytes) {
        this.readerKibibytes = readerKibibytes;
        this.limitBytes = limitBytes;
    }

    /** For each connection that reads. */
    int readerKibibytes() {
        return readerKibibytes;
    }

    /** For all connections of the process; a cache then gives up its own pages instead of growing. */
    OptionalLong limitBytes() {
        return limitBytes == 0 ? OptionalLong.empty() : OptionalLong.of(limitBytes);
    }
}
