package dev.holdfast.client.mount.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Turns requests into calls of the file system and their results into replies. Holds nothing between requests. */
final class Dispatch {
    private static final int KEEP_CACHE = 1 << 1;
    private static final int CACHE_DIRECTORY = 1 << 3;
    private static final int MAX_TARGET_BYTES = 4095;
    private static final int MAX_NAME_BYTES = 1024;
    private static final int BLOCK_BYTES = 4096;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int SUPERUSER = 0;
    private static final byte[] TRUSTED = "trusted.".getBytes(StandardCharsets.US_ASCII);

    private final FileSystem files;
    private final Consumer<RuntimeException> failures;

    Dispatch(FileSystem files, Consumer<RuntimeException> failures) {
        this.files = files;
        this.failures = failures;
    }

    /** Answers a request; the result is the length of the reply, 0 if there is none. */
    long answer(Request request, Reply reply) {
        reply.reset();
        long unique = request.unique();
        try {
            Opcode opcode = Opcode.of(request.opcode()).orElseThrow(() -> new ErrnoException(Errno.ENOSYS));
            return fill(opcode, request, reply) ? reply.finish(unique) : 0;
        } catch (ErrnoException e) {
            return reply.refuse(unique, e.errno());
        } catch (RuntimeException e) {
            // Missing or hostile data, or a defect: one answer fails, not the file system.
            failures.accept(e);
            return reply.refuse(unique, Errno.EIO);
        }
    }

    /** Fills the reply in; false if the kernel expects none. */
    private boolean fill(Opcode opcode, Request request, Reply reply) {
        switch (opcode) {
            case LOOKUP -> files.lookup(request.node(), request.name(0)).writeTo(reply);
            case GETATTR -> files.attributes(request.node()).writeAttributesTo(reply);
            case READLINK -> link(request, reply);
            case READ -> files.read(request.node(), request.u64(8), Math.min(request.u32(16), Reply.MAX_CONTENT_BYTES), reply);
            case LSEEK -> seek(request, reply);
            case OPENDIR -> openDirectory(request, reply);
            case RELEASEDIR, DESTROY -> {}
            case READDIR -> list(request, reply, Listing.Detail.NAMES);
            case READDIRPLUS -> list(request, reply, Listing.Detail.EVERYTHING);
            case GETXATTR -> extended(request, reply);
            case LISTXATTR -> listExtended(request, reply);
            case STATFS -> totals(reply);
            case FORGET -> files.forget(request.node(), request.u64(0));
            case BATCH_FORGET -> forgetAll(request);
            case INTERRUPT -> {}
            case INIT -> throw new ErrnoException(Errno.EIO);
        }
        return switch (opcode) {
            case FORGET, BATCH_FORGET, INTERRUPT -> false;
            case LOOKUP, GETATTR, READLINK, READ, STATFS, GETXATTR, LISTXATTR, INIT, OPENDIR, READDIR, RELEASEDIR, DESTROY,
                    READDIRPLUS, LSEEK -> true;
        };
    }

    private void link(Request request, Reply reply) {
        byte[] target = files.target(request.node());
        if (target.length > MAX_TARGET_BYTES) {
            throw new ErrnoException(Errno.ENAMETOOLONG);
        }
        reply.bytes(target, 0, target.length);
    }

    private void seek(Request request, Reply reply) {
        FileSystem.Sought sought = switch (request.u32(16)) {
            case SEEK_DATA -> FileSystem.Sought.DATA;
            case SEEK_HOLE -> FileSystem.Sought.HOLE;
            default -> throw new ErrnoException(Errno.EINVAL);
        };
        reply.u64(files.seek(request.node(), request.u64(8), sought).orElseThrow(() -> new ErrnoException(Errno.ENXIO)));
    }

    private void openDirectory(Request request, Reply reply) {
        int flags = files.isImmutable(request.node()) ? KEEP_CACHE | CACHE_DIRECTORY : 0;
        reply.u64(0).u32(flags).u32(0);
    }

    private void list(Request request, Reply reply, Listing.Detail detail) {
        files.list(request.node(), request.u64(8), new Listing(reply, request.u32(16), detail));
    }

    private void extended(Request request, Reply reply) {
        byte[] name = request.name(8);
        byte[] value = files.extended(request.node()).stream()
                .filter(attribute -> Arrays.equals(attribute.name(), name))
                .findFirst()
                .orElseThrow(() -> new ErrnoException(Errno.ENODATA))
                .value();
        sized(request.u32(0), value, value.length, reply);
    }

    private void listExtended(Request request, Reply reply) {
        var names = new ByteArrayOutputStream();
        for (FileSystem.Extended attribute : files.extended(request.node())) {
            if (request.user() == SUPERUSER || !startsWith(attribute.name(), TRUSTED)) {
                names.writeBytes(attribute.name());
                names.write(0);
            }
        }
        sized(request.u32(0), names.toByteArray(), names.size(), reply);
    }

    private static boolean startsWith(byte[] name, byte[] prefix) {
        return name.length >= prefix.length && Arrays.equals(name, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** Answers with the content, or with its length if the caller has no room at all. */
    private static void sized(int room, byte[] content, int length, Reply reply) {
        if (room == 0) {
            reply.u32(length).u32(0);
        } else if (length > room) {
            throw new ErrnoException(Errno.ERANGE);
        } else {
            reply.bytes(content, 0, length);
        }
    }

    private void totals(Reply reply) {
        FileSystem.Totals totals = files.totals();
        reply.u64(totals.bytes() / BLOCK_BYTES + 1).u64(0).u64(0).u64(totals.nodes()).u64(0);
        reply.u32(BLOCK_BYTES).u32(MAX_NAME_BYTES).u32(BLOCK_BYTES).zeros(28);
    }

    private void forgetAll(Request request) {
        int count = request.u32(0);
        for (int i = 0; i < count; i++) {
            files.forget(request.u64(8 + 16 * i), request.u64(16 + 16 * i));
        }
    }
}
