package dev.holdfast.server.browse;

import java.util.Base64;
import java.util.Optional;

/** Bytes as they stand in addresses and JSON: base64 with the letters for addresses, without padding. */
final class Base64Text {
    private Base64Text() {}

    static String of(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bytes; also of the other letters and with padding. Empty if it is no base64. */
    static Optional<byte[]> read(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_')));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
