package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the path of a request apart. It is split first and decoded after, so that an encoded slash never makes a segment, and whatever two
 * programs could read differently is refused.
 */
final class RawPath {
    private static final int SEGMENTS = 64;

    private RawPath() {}

    /** The decoded segments of a path that begins with a slash; none for {@code /}. */
    static List<String> segments(String raw) {
        if (!raw.startsWith("/")) {
            throw refused("the path of the address does not begin with '/'");
        }
        List<String> segments = new ArrayList<>();
        if (raw.length() == 1) {
            return segments;
        }
        for (String part : raw.substring(1).split("/", -1)) {
            segments.add(decoded(part));
            if (segments.size() > SEGMENTS) {
                throw refused("the path of the address has more than " + SEGMENTS + " segments");
            }
        }
        return segments;
    }

    private static String decoded(String part) {
        return isPlain(part) ? part : unescaped(part);
    }

    /** Letters, digits, '-' and '_' alone: nearly all segments are. */
    private static boolean isPlain(String part) {
        for (int i = 0; i < part.length(); i++) {
            char letter = part.charAt(i);
            boolean plain = letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' || letter >= '0' && letter <= '9' || letter == '-' || letter == '_';
            if (!plain) {
                return false;
            }
        }
        return !part.isEmpty();
    }

    private static String unescaped(String part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
        for (int i = 0; i < part.length(); i++) {
            char letter = part.charAt(i);
            if (letter == '%') {
                bytes.write(hex(part, i + 1));
                i += 2;
            } else if (letter <= ' ' || letter >= 0x7F || letter == '\\' || letter == ';') {
                throw refused("the path of the address contains a character that must be percent-encoded");
            } else {
                bytes.write(letter);
            }
        }
        return plain(bytes.toByteArray());
    }

    private static int hex(String part, int at) {
        int high = at + 1 < part.length() ? Character.digit(part.charAt(at), 16) : -1;
        int low = at + 1 < part.length() ? Character.digit(part.charAt(at + 1), 16) : -1;
        if (high < 0 || low < 0) {
            throw refused("the path of the address has a '%' without two hex digits");
        }
        return high << 4 | low;
    }

    private static String plain(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.isEmpty() || text.equals(".") || text.equals("..") || text.chars().anyMatch(Character::isISOControl)) {
                throw refused("the path of the address has a segment that is empty, '.', '..' or contains control characters");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw refused("the path of the address is not UTF-8");
        }
    }

    private static HoldfastException refused(String message) {
        return new HoldfastException(ErrorCode.INVALID_ARGUMENT, message, "correct the address");
    }
}
