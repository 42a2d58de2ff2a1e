package dev.holdfast.core.segment;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.crypto.Box;
import dev.holdfast.core.crypto.ByteSlice;

/**
 * The body of a segment as a row of boxes of {@link #CONTENT_BYTES} each. Their number and order follow from the header, to which each is
 * bound, so none can be left out, repeated or moved.
 *
 * <p>One box for the whole body would do as well for secrecy, but the platform decrypts long messages in one call that it compiles very
 * late: 256 MiB in messages of 1 MiB took 3.7 s of processor time in a fresh process, in messages of 8 KiB 0.4 s.
 */
final class BodyBoxes {
    /** Content of every box but the last, which may be shorter. */
    static final int CONTENT_BYTES = 8 * 1024;

    private static final int FIRST_NUMBER = 1;
    private static final int STEP_BYTES = CONTENT_BYTES + Box.TAG_BYTES;

    private BodyBoxes() {}

    /** Length of the body that {@code contentBytes} become; even nothing takes a box. */
    static int sealedBytes(int contentBytes) {
        int boxes = Math.max(1, (contentBytes + CONTENT_BYTES - 1) / CONTENT_BYTES);
        return contentBytes + boxes * Box.TAG_BYTES;
    }

    /** Seals {@code content} into {@code target} from {@code offset} on. */
    static void seal(Box box, byte[] associated, ByteSlice content, byte[] target, int offset) {
        int done = 0;
        int to = offset;
        int number = FIRST_NUMBER;
        do {
            int length = Math.min(CONTENT_BYTES, content.length() - done);
            box.seal(number++, associated, new ByteSlice(content.array(), content.offset() + done, length), target, to);
            done += length;
            to += STEP_BYTES;
        } while (done < content.length());
    }

    /** Opens a body into {@code target}; a body of impossible length has been refused before. */
    static void open(Box box, byte[] associated, ByteSlice sealed, byte[] target) {
        int done = 0;
        int to = 0;
        int number = FIRST_NUMBER;
        do {
            int length = Math.min(STEP_BYTES, sealed.length() - done);
            if (!box.open(number++, associated, new ByteSlice(sealed.array(), sealed.offset() + done, length), target, to)) {
                throw new MalformedException("the body's seal is broken");
            }
            done += length;
            to += CONTENT_BYTES;
        } while (done < sealed.length());
    }
}
