package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A body as it arrives, held to its route's limit, to a least speed and to the caller's deadline. */
final class RequestBody extends FilterInputStream {
    private static final long GRACE_NANOS = 20_000_000_000L;

    /**
     * What a body is held to.
     *
     * @param limitBytes its longest
     * @param minimumBytesPerSecond its least speed, measured over all of it once it takes longer than a few seconds
     */
    record Rules(long limitBytes, long minimumBytesPerSecond) {}

    private final Rules rules;
    private final Deadline deadline;
    private final Clock clock;
    private final long startNanos;
    private long readBytes;

    RequestBody(InputStream source, Rules rules, Deadline deadline, Clock clock) {
        super(source);
        this.rules = rules;
        this.deadline = deadline;
        this.clock = clock;
        this.startNanos = clock.monotonicNanos();
    }

    @Override
    public int read() throws IOException {
        deadline.require();
        int value = super.read();
        counted(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        deadline.require();
        int count = super.read(target, offset, length);
        counted(Math.max(count, 0));
        return count;
    }

    /** Most bodies are all there when they are read. */
    @Override
    public byte[] readAllBytes() throws IOException {
        byte[] bytes = new byte[available() + 1];
        int count = 0;
        for (int read = read(bytes, 0, bytes.length); read >= 0; read = read(bytes, count, bytes.length - count)) {
            count += read;
            if (count == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * count);
            }
        }
        return Arrays.copyOf(bytes, count);
    }

    @Override
    public long skip(long count) throws IOException {
        throw new IOException("a body is read, not skipped");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void counted(int more) {
        readBytes += more;
        if (readBytes > rules.limitBytes()) {
            throw new HoldfastException(
                    ErrorCode.LIMIT_EXCEEDED, "the body is longer than the " + rules.limitBytes() + " bytes allowed here", "send less at once");
        }
        long nanos = more > 0 ? clock.monotonicNanos() - startNanos : 0;
        if (nanos > GRACE_NANOS && readBytes / (nanos / 1e9) < rules.minimumBytesPerSecond()) {
            throw new HoldfastException(ErrorCode.INTERRUPTED, "the body arrives too slowly", "send it again over a better connection");
        }
    }

    /** How many bytes were read. */
    long readBytes() {
        return readBytes;
    }
}
