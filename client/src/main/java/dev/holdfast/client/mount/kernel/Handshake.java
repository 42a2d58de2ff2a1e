package dev.holdfast.client.mount.kernel;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;

/** The first request on a connection, in which the kernel and the file system agree on what each can do. */
final class Handshake {
    private static final int OP_INIT = 26;
    private static final int MAJOR = 7;
    private static final int MINOR = 31;
    private static final int OLDEST_MINOR = 28;

    private static final int ASYNC_READ = 1;
    private static final int READDIRPLUS = 1 << 13;
    private static final int ASYNC_DIRECT = 1 << 15;
    private static final int OPEN_WITHOUT_MESSAGE = 1 << 17;
    private static final int PARALLEL_DIRECTORIES = 1 << 18;
    private static final int ACCESS_LISTS = 1 << 20;
    private static final int MAX_PAGES = 1 << 22;
    private static final int CACHE_SYMLINKS = 1 << 23;

    /**
     * What is used wherever the kernel has it. Listings always carry attributes: left to guess, the kernel asks for the attributes of a
     * long directory entry by entry, because programs read all names before they look at the first.
     */
    private static final int WANTED = ASYNC_READ
            | READDIRPLUS
            | ASYNC_DIRECT
            | OPEN_WITHOUT_MESSAGE
            | PARALLEL_DIRECTORIES
            | MAX_PAGES
            | CACHE_SYMLINKS;

    private static final int PAGE_BYTES = 4096;
    private static final int BACKGROUND_REQUESTS = 32;
    private static final int MAX_WRITE_BYTES = 4096;

    private Handshake() {}

    /** Fills in the answer to the first request. */
    static long answer(Request request, Reply reply, Audience audience) {
        if (request.opcode() != OP_INIT || request.u32(0) != MAJOR || request.u32(4) < OLDEST_MINOR) {
            throw new HoldfastException(
                    ErrorCode.UNSUPPORTED,
                    "this kernel's FUSE protocol is " + request.u32(0) + "." + request.u32(4) + ", and 7." + OLDEST_MINOR
                            + " is the oldest that works here",
                    "mounting needs Linux 4.20 or later; use: holdfast restore");
        }
        int readAheadBytes = request.u32(8);
        int flags = request.u32(12) & (WANTED | (audience == Audience.EVERYBODY ? ACCESS_LISTS : 0));
        reply.reset();
        reply.u32(MAJOR).u32(Math.min(MINOR, request.u32(4))).u32(Math.max(readAheadBytes, Reply.MAX_CONTENT_BYTES)).u32(flags);
        reply.u16(BACKGROUND_REQUESTS).u16(BACKGROUND_REQUESTS * 3 / 4).u32(MAX_WRITE_BYTES).u32(1);
        reply.u16(Reply.MAX_CONTENT_BYTES / PAGE_BYTES).u16(0).u32(0).zeros(28);
        return reply.finish(request.unique());
    }
}
