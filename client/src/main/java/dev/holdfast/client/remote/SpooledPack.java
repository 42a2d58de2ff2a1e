package dev.holdfast.client.remote;

import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.PackSink;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * A pack on its way to the server. It gathers in a file without a name, so that it can be sent again when an upload breaks off, and so that
 * memory does not grow with the number of packs on their way.
 */
final class SpooledPack implements PackSink {
    private static final int MAX_DAMAGED = 3;
    private static final int BLOCK_BYTES = 256 << 10;
    private static final long BASE_DEADLINE_MILLIS = 60_000;
    private static final long SLOWEST_BYTES_PER_MILLI = 64;

    private final Transport transport;
    private final PackId id;
    private final FileChannel file;
    private long sizeBytes;
    private boolean ended;

    private SpooledPack(Transport transport, PackId id, FileChannel file) {
        this.transport = transport;
        this.id = id;
        this.file = file;
    }

    /** @param directory where its file lies while it has to */
    static SpooledPack create(Transport transport, PackId id, Path directory) {
        try {
            Files.createDirectories(directory);
            Path path = Files.createTempFile(directory, "pack-", ".tmp");
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            // Where a file can be used without its name, nothing is left behind whatever happens; elsewhere closing removes it.
            boolean nameless = path.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (nameless) {
                Files.deleteIfExists(path);
            }
            return new SpooledPack(transport, id, file);
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        requireOpen();
        try {
            ByteBuffer bytes = ByteBuffer.wrap(source, offset, length);
            while (bytes.hasRemaining()) {
                sizeBytes += file.write(bytes, sizeBytes);
            }
        } catch (IOException e) {
            throw failed(Path.of("the spool"), e);
        }
    }

    @Override
    public void commit() {
        requireOpen();
        commit(digest());
    }

    private Digest digest() {
        MessageDigest digest = Sha256.newDigest();
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        for (long at = 0; at < sizeBytes; at += block.limit()) {
            block.clear().limit((int) Math.min(BLOCK_BYTES, sizeBytes - at));
            read(block, at);
            digest.update(block.flip());
        }
        return Digest.of(digest.digest());
    }

    @Override
    public void commit(Digest whole) {
        requireOpen();
        ended = true;
        Request upload = Request.of(
                        "PUT", transport.address().inTenant("/packs/" + id), new Payload.Stored(sizeBytes, this::read))
                .with("X-Content-SHA256", whole.toString())
                .within(BASE_DEADLINE_MILLIS + sizeBytes / SLOWEST_BYTES_PER_MILLI)
                .expecting(422);
        for (int attempt = 1; ; attempt++) {
            Response answer = transport.send(upload);
            if (answer.status() != 422) {
                return;
            }
            // Bytes that changed on the way are sent again; the server kept nothing of them.
            if (attempt == MAX_DAMAGED) {
                throw new HoldfastException(
                        ErrorCode.PACK_DAMAGED,
                        "pack " + id + " arrived damaged " + attempt + " times",
                        "look at the memory and network of both machines, then run the same command again");
            }
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("pack " + id + " has ended");
        }
    }

    private void read(ByteBuffer target, long position) {
        try {
            long at = position;
            while (target.hasRemaining()) {
                int count = file.read(target, at);
                if (count < 0) {
                    throw new EOFException("the spooled pack is shorter than what was written to it");
                }
                at += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failed(Path.of("the spool"), e);
        }
    }

    private static HoldfastException failed(Path where, IOException e) {
        boolean full = String.valueOf(e.getMessage()).contains("No space left");
        return new HoldfastException(
                full ? ErrorCode.DISK_FULL : ErrorCode.IO_FAILED,
                "a pack cannot wait for its upload in " + where + ": " + e.getMessage(),
                "set TMPDIR to a directory with room, then run the same command again",
                e);
    }
}
