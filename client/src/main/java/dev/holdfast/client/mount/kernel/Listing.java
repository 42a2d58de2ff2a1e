package dev.holdfast.client.mount.kernel;

import java.nio.charset.StandardCharsets;

/** Directory entries on their way into one answer, which has room for so many. */
public final class Listing {
    private static final int PLAIN_BYTES = 24;
    private static final int ENTRY_BYTES = 128;
    private static final int ALIGNMENT = 8;
    private static final int DIRECTORY_TYPE = 4;

    private final Reply reply;
    private final int limitBytes;
    private final Detail detail;

    Listing(Reply reply, int limitBytes, Detail detail) {
        this.reply = reply;
        this.limitBytes = Math.min(limitBytes, Reply.MAX_CONTENT_BYTES);
        this.detail = detail;
    }

    /** What the kernel wants to know about each entry. */
    enum Detail {
        NAMES,
        EVERYTHING
    }

    /** Whether another entry with a name of this length fits. */
    public boolean hasRoom(int nameBytes) {
        return reply.contentBytes() + aligned(fixedBytes() + nameBytes) <= limitBytes;
    }

    /** Whether entries are handed to the kernel as if it had looked each up, which then counts. */
    public boolean isLookup() {
        return detail == Detail.EVERYTHING;
    }

    /** Adds an entry, after which a later listing goes on at {@code next}. */
    public void add(byte[] name, Entry entry, long next) {
        if (detail == Detail.EVERYTHING) {
            entry.writeTo(reply);
        }
        named(name, entry.stat().inode(), entry.stat().entryType(), next);
    }

    /** Adds {@code .} or {@code ..}, which are never looked up. */
    public void addDots(String name, long inode, long next) {
        if (detail == Detail.EVERYTHING) {
            reply.zeros(ENTRY_BYTES);
        }
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        named(bytes, inode, DIRECTORY_TYPE, next);
    }

    private void named(byte[] name, long inode, int type, long next) {
        reply.u64(inode).u64(next).u32(name.length).u32(type).bytes(name, 0, name.length);
        int length = PLAIN_BYTES + name.length;
        reply.zeros(aligned(length) - length);
    }

    private int fixedBytes() {
        return PLAIN_BYTES + (detail == Detail.EVERYTHING ? ENTRY_BYTES : 0);
    }

    private static int aligned(int length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
