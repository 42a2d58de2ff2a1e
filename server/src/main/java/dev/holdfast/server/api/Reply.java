package dev.holdfast.server.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an operation answers. */
public sealed interface Reply {
    int status();

    /** More headers, by name. */
    Map<String, String> headers();

    /** A reply with one more header. */
    Reply with(String header, String value);

    /** A record or map as a JSON object. */
    record Json(int status, Map<String, String> headers, Object body) implements Reply {
        @Override
        public Json with(String header, String value) {
            return new Json(status, plus(headers, header, value), body);
        }
    }

    /** Bytes that are all there. */
    record Bytes(int status, Map<String, String> headers, String mediaType, byte[] body) implements Reply {
        @Override
        public Bytes with(String header, String value) {
            return new Bytes(status, plus(headers, header, value), mediaType, body);
        }
    }

    /**
     * Bytes that are written while they are sent.
     *
     * @param lengthBytes their number, or -1 if it is not known
     */
    record Stream(int status, Map<String, String> headers, String mediaType, long lengthBytes, Content content) implements Reply {
        @Override
        public Stream with(String header, String value) {
            return new Stream(status, plus(headers, header, value), mediaType, lengthBytes, content);
        }
    }

    /** No body. */
    record Empty(int status, Map<String, String> headers) implements Reply {
        @Override
        public Empty with(String header, String value) {
            return new Empty(status, plus(headers, header, value));
        }
    }

    /**
     * Stays open after its handler has returned, and no thread waits for it: whoever opened it sends what comes up. Costs memory alone, so
     * that there may be thousands.
     */
    record Lasting(int status, Map<String, String> headers, String mediaType, Opening opening) implements Reply {
        @Override
        public Lasting with(String header, String value) {
            return new Lasting(status, plus(headers, header, value), mediaType, opening);
        }
    }

    /** Takes over a {@link Lasting} answer. */
    @FunctionalInterface
    interface Opening {
        void open(Outlet outlet);
    }

    /** Writes the body of a {@link Stream}; flushing sends what was written so far. A failure cuts the answer off visibly. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    static Reply json(Object body) {
        return json(200, body);
    }

    static Reply json(int status, Object body) {
        return new Json(status, Map.of(), body);
    }

    static Reply octets(byte[] body) {
        return new Bytes(200, Map.of(), "application/octet-stream", body);
    }

    static Reply bytes(String mediaType, byte[] body) {
        return new Bytes(200, Map.of(), mediaType, body);
    }

    static Reply stream(String mediaType, long lengthBytes, Content content) {
        return new Stream(200, Map.of(), mediaType, lengthBytes, content);
    }

    static Reply lasting(String mediaType, Opening opening) {
        return new Lasting(200, Map.of(), mediaType, opening);
    }

    static Reply empty(int status) {
        return new Empty(status, Map.of());
    }

    private static Map<String, String> plus(Map<String, String> headers, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return Map.copyOf(more);
    }
}
