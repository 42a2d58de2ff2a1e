package dev.holdfast.server.flag;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Puts the answer for all flags together from pieces that are written already. Belongs to one thread. */
final class BulkBody {
    private static final byte[] START = "{\"flags\":[".getBytes(StandardCharsets.UTF_8);
    private static final int DIGEST_BYTES = 16;

    private final byte[][] pieces;
    private int count;
    private int length = START.length;
    private long high;
    private long low;

    /** For at most so many flags. */
    BulkBody(int flags) {
        this.pieces = new byte[flags][];
    }

    void add(Written flag) {
        pieces[count] = flag.bytes();
        count++;
        length += flag.bytes().length + 1;
        high += flag.high();
        low += flag.low();
    }

    /** The whole; {@code end} is everything after the flags. */
    ServedRules.Bulk closedBy(Written end) {
        byte[] body = new byte[length - (count == 0 ? 0 : 1) + end.bytes().length];
        System.arraycopy(START, 0, body, 0, START.length);
        int at = START.length;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                body[at++] = ',';
            }
            byte[] piece = pieces[i];
            System.arraycopy(piece, 0, body, at, piece.length);
            at += piece.length;
        }
        System.arraycopy(end.bytes(), 0, body, at, end.bytes().length);
        return new ServedRules.Bulk(tag(high + end.high(), low + end.low()), body);
    }

    private static String tag(long high, long low) {
        byte[] digest = ByteBuffer.allocate(DIGEST_BYTES).putLong(high).putLong(low).array();
        return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + "\"";
    }
}
