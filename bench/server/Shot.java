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
        MISSING("4,096 fingerprints, three quarters of them known: which are missing", 50),
        LOCATE("1,024 known fingerprints: where do they lie", 20),
        READ("eight stretches of packs, 256 KiB each", 20),
        UPLOAD("a pack of 1 MiB, sent once the server has given leave, verified and made durable", 10);

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

    /** What is sent at once: all of it, or the head alone where the body waits for leave. */
    ByteBuffer[] first() {
        return copies(0, kind == Kind.UPLOAD ? 1 : parts.size());
    }

    /** What is sent once the server has given leave. */
    ByteBuffer[] rest() {
        return copies(1, parts.size());
    }

    private ByteBuffer[] copies(int from, int to) {
        ByteBuffer[] bytes = new ByteBuffer[to - from];
        for (int i = from; i < to; i++) {
            bytes[i - from] = parts.get(i).duplicate();
        }
        return bytes;
    }
}
