package dev.holdfast.client.remote.transport;

import dev.holdfast.client.remote.json.JsonText;
import java.nio.ByteBuffer;

/** What a request carries. It can be sent any number of times. */
public sealed interface Payload {
    /** Nothing. */
    Payload NONE = new None();

    /** Its media type, or an empty text. */
    String mediaType();

    long lengthBytes();

    /** No body. */
    record None() implements Payload {
        @Override
        public String mediaType() {
            return "";
        }

        @Override
        public long lengthBytes() {
            return 0;
        }
    }

    /** Bytes in memory. */
    record Bytes(String mediaType, byte[] content) implements Payload {
        @Override
        public long lengthBytes() {
            return content.length;
        }
    }

    /** Bytes that lie elsewhere and are read while they are sent. */
    record Stored(long lengthBytes, Source source) implements Payload {
        @Override
        public String mediaType() {
            return OCTETS;
        }
    }

    /** Where stored bytes come from. Thread-safe. */
    @FunctionalInterface
    interface Source {
        /** Fills the buffer with what lies from {@code position} on. */
        void read(ByteBuffer target, long position);
    }

    /** The media type of plain bytes. */
    String OCTETS = "application/octet-stream";

    static Payload octets(byte[] content) {
        return new Bytes(OCTETS, content);
    }

    static Payload json(JsonText object) {
        return new Bytes("application/json", object.toBytes());
    }
}
