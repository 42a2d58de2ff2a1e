package dev.holdfast.client.cli.output;

/** How many columns of a terminal a text takes: wide letters take two, combining marks none. */
final class Columns {
    private static final String ELLIPSIS = "…";

    private Columns() {}

    static int of(String text) {
        int columns = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            columns += of(text.codePointAt(at));
        }
        return columns;
    }

    /** The longest beginning of the text that fits, ending in an ellipsis if something had to go. */
    static String truncate(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int used = 1;
        int at = 0;
        while (at < text.length() && used + of(text.codePointAt(at)) <= columns) {
            used += of(text.codePointAt(at));
            at += Character.charCount(text.codePointAt(at));
        }
        return columns < 1 ? "" : text.substring(0, at) + ELLIPSIS;
    }

    /** The longest end of the text that fits, as a path's end tells more than its beginning. */
    static String truncateStart(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int used = 1;
        int at = text.length();
        while (at > 0 && used + of(text.codePointBefore(at)) <= columns) {
            used += of(text.codePointBefore(at));
            at -= Character.charCount(text.codePointBefore(at));
        }
        return columns < 1 ? "" : ELLIPSIS + text.substring(at);
    }

    private static int of(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    /** The East Asian wide and fullwidth blocks, and the pictographs that terminals draw wide. */
    private static boolean isWide(int codePoint) {
        return codePoint >= 0x1100 && codePoint <= 0x115F
                || codePoint >= 0x2E80 && codePoint <= 0xA4CF
                || codePoint >= 0xAC00 && codePoint <= 0xD7A3
                || codePoint >= 0xF900 && codePoint <= 0xFAFF
                || codePoint >= 0xFE30 && codePoint <= 0xFE6F
                || codePoint >= 0xFF00 && codePoint <= 0xFF60
                || codePoint >= 0xFFE0 && codePoint <= 0xFFE6
                || codePoint >= 0x1F300 && codePoint <= 0x1FAFF
                || codePoint >= 0x20000 && codePoint <= 0x3FFFD;
    }
}
