package server;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A request whose bytes are ready, and what the answer to it must be.
 *
 * @param parts the request, head and body, in order
 * @param status of the answer if all goes well
 * @param expected the body of that answer
 */
record Shot(Kind kind, List<ByteBuffer> parts, int status, ByteBuffer expected) {
    /** What is asked, and how many of a hundred requests ask it. */
    enum Kind {
        MISSING("1,024 fingerprints, three quarters of them known: which are missing", 50),
        LOCATE("256 known fingerprints: where do they lie", 20),
        READ("eight stretches of packs, 32 KiB each", 20),
        UPLOAD("a pack of 256 KiB, verified and made durable", 10);

        private final String title;
        private final int percent;

        Kind(String title, int percent) {
            this.title = title;
            this.percent = percent;
        }

        String title() {
            return title;
        }

        int percent() {
            return percent;
        }
    }

    /** The request from its first byte on, to be sent once. */
    ByteBuffer[] bytes() {
        ByteBuffer[] bytes = new ByteBuffer[parts.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = parts.get(i).duplicate();
        }
        return bytes;
    }
}
