package dev.holdfast.engine.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A reversible way to write any file name or path as one line of harmless text.
 *
 * <p>Valid UTF-8 that a terminal can show stays as it is. Line feed, carriage return, tab and backslash become {@code \n}, {@code \r},
 * {@code \t} and <code>\\</code>. Every byte of anything else becomes {@code \xHH}: other control characters, bytes that are not UTF-8,
 * line separators, code points without an assigned or agreed meaning, and format characters such as those that turn the writing
 * direction round. Of the latter only the zero-width joiners stay, because Persian, Indic scripts and emoji need them.
 */
public final class Names {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final String EXAMPLE = "\\n, \\r, \\t, \\\\ or \\xFF behind a backslash";

    private Names() {}

    /** The text for {@code name}; two different names never have the same. */
    public static String escape(byte[] name) {
        if (isPlain(name)) {
            return new String(name, StandardCharsets.US_ASCII);
        }
        StringBuilder text = new StringBuilder(name.length + 16);
        int at = 0;
        while (at < name.length) {
            int length = sequenceLength(name, at);
            appendOne(text, name, at, length);
            at += Math.max(1, length);
        }
        return text.toString();
    }

    /**
     * The name that {@link #escape} made {@code text} of. Characters that {@code escape} would have escaped are taken as they are, so that
     * names may also be typed.
     *
     * @throws dev.holdfast.core.error.HoldfastException if a backslash is followed by anything that means nothing
     */
    public static byte[] parse(String text) {
        ByteArrayOutputStream name = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            int backslash = text.indexOf('\\', at);
            int plainEnd = backslash < 0 ? text.length() : backslash;
            name.writeBytes(encode(text, at, plainEnd));
            at = backslash < 0 ? plainEnd : parseEscape(text, backslash, name);
        }
        return name.toByteArray();
    }

    private static boolean isPlain(byte[] name) {
        for (byte value : name) {
            if (value < ' ' || value == 0x7F || value == '\\') {
                return false;
            }
        }
        return true;
    }

    private static void appendOne(StringBuilder text, byte[] name, int at, int length) {
        switch (name[at]) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
                String shown = new String(name, at, length, StandardCharsets.UTF_8);
                if (length > 0 && isShown(shown.codePointAt(0))) {
                    text.append(shown);
                } else {
                    appendHex(text, name, at, Math.max(1, length));
                }
            }
        }
    }

    private static void appendHex(StringBuilder text, byte[] name, int at, int length) {
        for (int i = at; i < at + length; i++) {
            text.append("\\x");
            HEX.toHexDigits(text, name[i]);
        }
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            case Character.FORMAT -> codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER;
            default -> true;
        };
    }

    /** How many bytes from {@code at} on are one code point in the shortest form of UTF-8; 0 if they are none. */
    private static int sequenceLength(byte[] name, int at) {
        int lead = name[at] & 0xFF;
        int length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length == 0 || at + length > name.length) {
            return 0;
        }
        // The library knows about overlong forms, surrogates and the end of Unicode.
        byte[] sequence = Arrays.copyOfRange(name, at, at + length);
        String decoded = new String(sequence, StandardCharsets.UTF_8);
        return Arrays.equals(sequence, decoded.getBytes(StandardCharsets.UTF_8)) ? length : 0;
    }

    private static byte[] encode(String text, int from, int to) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text, from, to));
            return Arrays.copyOf(encoded.array(), encoded.limit());
        } catch (CharacterCodingException e) {
            throw Unreadable.text(text, "holds half a character", "\\xFF for a byte that is no text");
        }
    }

    private static int parseEscape(String text, int backslash, ByteArrayOutputStream name) {
        char letter = backslash + 1 < text.length() ? text.charAt(backslash + 1) : '\0';
        if (letter == 'x' && backslash + 3 < text.length()) {
            char high = text.charAt(backslash + 2);
            char low = text.charAt(backslash + 3);
            if (HexFormat.isHexDigit(high) && HexFormat.isHexDigit(low)) {
                name.write(HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
                return backslash + 4;
            }
        }
        int value = switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\\' -> '\\';
            default -> throw Unreadable.text(text, "has a backslash that begins no escape", EXAMPLE);
        };
        name.write(value);
        return backslash + 2;
    }
}
