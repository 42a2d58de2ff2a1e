package dev.holdfast.server.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * As much of a body as has arrived with the head of its request.
 *
 * @param bytes what has arrived
 * @param rest whether there is more
 */
record EarlyBody(byte[] bytes, Rest rest) {
    /** Nothing was looked at yet. */
    static final EarlyBody UNREAD = new EarlyBody(new byte[0], Rest.TO_COME);

    private static final int LIMIT_BYTES = 64 << 10;

    /** What follows. */
    enum Rest {
        NONE,
        TO_COME
    }

    /** Takes what is there without waiting. */
    static EarlyBody of(Request request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.clamp(request.getLength(), 0, LIMIT_BYTES));
        while (bytes.size() < LIMIT_BYTES) {
            Content.Chunk chunk = request.read();
            if (chunk == null || Content.Chunk.isFailure(chunk)) {
                return new EarlyBody(bytes.toByteArray(), Rest.TO_COME);
            }
            take(chunk.getByteBuffer(), bytes);
            boolean last = chunk.isLast();
            chunk.release();
            if (last) {
                return new EarlyBody(bytes.toByteArray(), Rest.NONE);
            }
        }
        return new EarlyBody(bytes.toByteArray(), Rest.TO_COME);
    }

    private static void take(ByteBuffer from, ByteArrayOutputStream to) {
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        to.write(bytes, 0, bytes.length);
    }

    /** The whole body, of which the rest comes from the request; can be asked for again as long as that was not read. */
    InputStream stream(Request request) {
        InputStream early = new ByteArrayInputStream(bytes);
        return switch (rest) {
            case NONE -> early;
            case TO_COME -> bytes.length == 0 ? Content.Source.asInputStream(request) : new SequenceInputStream(early, Content.Source.asInputStream(request));
        };
    }
}
