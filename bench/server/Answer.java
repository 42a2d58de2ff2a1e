package server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An HTTP/1.1 answer as it arrives, compared with what it must be. Makes no garbage but for the head's text. */
final class Answer {
    private static final int LONGEST_HEAD = 8192;
    private static final int END_OF_HEAD = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    private enum At {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        DONE
    }

    private final byte[] head = new byte[LONGEST_HEAD];
    private Shot shot;
    private At at;
    private int headBytes;
    private int lastFour;
    private int status;
    private boolean closes;
    private boolean same;
    private long left;
    private int compared;
    private boolean lastChunk;
    private boolean leave;

    void begin(Shot of) {
        shot = of;
        at = At.HEAD;
        headBytes = 0;
        lastFour = 0;
        status = 0;
        closes = false;
        same = true;
        compared = 0;
        leave = false;
    }

    /** Whether the server has said since the last look that the body may come. */
    boolean takeLeave() {
        boolean given = leave;
        leave = false;
        return given;
    }

    int status() {
        return status;
    }

    /** Whether the server ends the connection after it. */
    boolean closes() {
        return closes;
    }

    /** Whether it is, to the last byte, what the request must be answered with. */
    boolean isRight() {
        return status == shot.status() && same && compared == shot.expected().limit();
    }

    /** Takes what has arrived; true once the answer is whole. */
    boolean take(ByteBuffer in) {
        while (in.hasRemaining() && at != At.DONE) {
            switch (at) {
                case HEAD -> head(in);
                case BODY -> body(in, At.DONE);
                case CHUNK -> body(in, At.CHUNK_END);
                case CHUNK_SIZE -> chunkSize(in);
                case CHUNK_END -> chunkEnd(in);
                case DONE -> throw new IllegalStateException();
            }
        }
        return at == At.DONE;
    }

    private void head(ByteBuffer in) {
        while (in.hasRemaining()) {
            byte one = in.get();
            head[headBytes++] = one;
            lastFour = lastFour << 8 | one & 0xFF;
            if (lastFour == END_OF_HEAD) {
                headEnded(new String(head, 0, headBytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
                return;
            }
        }
    }

    private void headEnded(String text) {
        status = Integer.parseInt(text.substring(9, 12));
        if (status == 100) {
            leave = true;
            headBytes = 0;
            lastFour = 0;
            return;
        }
        closes = text.contains("\r\nconnection: close");
        if (text.contains("\r\ntransfer-encoding: chunked")) {
            left = 0;
            at = At.CHUNK_SIZE;
            return;
        }
        int length = text.indexOf("\r\ncontent-length:");
        left = length < 0 ? 0 : Long.parseLong(text.substring(length + 17, text.indexOf('\r', length + 17)).strip());
        at = left == 0 ? At.DONE : At.BODY;
    }

    private void body(ByteBuffer in, At next) {
        int count = (int) Math.min(left, in.remaining());
        compare(in, count);
        in.position(in.position() + count);
        left -= count;
        if (left == 0) {
            at = next;
        }
    }

    private void compare(ByteBuffer in, int count) {
        if (status != shot.status()) {
            return;
        }
        ByteBuffer expected = shot.expected();
        same = same
                && count <= expected.limit() - compared
                && in.slice(in.position(), count).mismatch(expected.slice(compared, count)) < 0;
        compared += count;
    }

    private void chunkSize(ByteBuffer in) {
        int one = in.get();
        if (one == '\n') {
            at = left == 0 ? At.CHUNK_END : At.CHUNK;
            lastChunk = left == 0;
        } else if (one != '\r') {
            left = left << 4 | Character.digit(one, 16);
        }
    }

    private void chunkEnd(ByteBuffer in) {
        if (in.get() == '\n') {
            at = lastChunk ? At.DONE : At.CHUNK_SIZE;
            left = 0;
        }
    }
}
