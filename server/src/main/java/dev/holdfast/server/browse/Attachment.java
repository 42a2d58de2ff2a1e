package dev.holdfast.server.browse;

import dev.holdfast.server.api.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The headers that make a browser store an answer under a name and never show it (RFC 6266). */
final class Attachment {
    private static final String PLAIN = "!#$&+-.^_`|~";

    private Attachment() {}

    /** Adds the headers; a name that is not safe in plain form is given in escaped form beside a tame one. */
    static Reply named(Reply reply, byte[] name) {
        return reply.with("Content-Disposition", disposition(name))
                .with("X-Content-Type-Options", "nosniff")
                .with("Cache-Control", "private, no-store");
    }

    static String disposition(byte[] name) {
        StringBuilder tame = new StringBuilder();
        StringBuilder escaped = new StringBuilder();
        // By way of text, because a browser would not understand bytes that are none.
        for (byte b : new String(name, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = isLetterOrDigit(b) || PLAIN.indexOf(b) >= 0;
            tame.append(isLetterOrDigit(b) || b == '.' || b == '-' || b == '_' ? (char) b : '_');
            if (isPlain) {
                escaped.append((char) b);
            } else {
                HexFormat.of().withUpperCase().toHexDigits(escaped.append('%'), b);
            }
        }
        return "attachment; filename=\"" + tame + "\"; filename*=UTF-8''" + escaped;
    }

    private static boolean isLetterOrDigit(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
    }
}
