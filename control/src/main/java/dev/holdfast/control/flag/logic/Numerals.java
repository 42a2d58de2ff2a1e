package dev.holdfast.control.flag.logic;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that JavaScript takes for numbers. */
final class Numerals {
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:Infinity|(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)");
    private static final Pattern WITH_RADIX = Pattern.compile("0(?:[xX]([0-9a-fA-F]+)|[oO]([0-7]+)|[bB]([01]+))");
    private static final int SHORT = 15;

    private Numerals() {}

    /** {@code Number(text)}: the text as a whole, blanks around it aside; nothing at all is 0. */
    static double whole(String text) {
        if (isShortInteger(text)) {
            return Long.parseLong(text);
        }
        String bare = bare(text);
        if (bare.isEmpty()) {
            return 0;
        }
        if (DECIMAL.matcher(bare).matches()) {
            return Double.parseDouble(bare);
        }
        Matcher radix = WITH_RADIX.matcher(bare);
        return radix.matches() ? withRadix(radix) : Double.NaN;
    }

    /** {@code parseFloat(text)}: the longest beginning that is a decimal number. */
    static double leading(String text) {
        if (isShortInteger(text)) {
            return Long.parseLong(text);
        }
        Matcher matcher = DECIMAL.matcher(bare(text));
        return matcher.lookingAt() ? Double.parseDouble(matcher.group()) : Double.NaN;
    }

    /** The common case, without a pattern. */
    private static boolean isShortInteger(String text) {
        if (text.isEmpty() || text.length() > SHORT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static double withRadix(Matcher matcher) {
        if (matcher.group(1) != null) {
            return new BigInteger(matcher.group(1), 16).doubleValue();
        }
        return matcher.group(2) != null
                ? new BigInteger(matcher.group(2), 8).doubleValue()
                : new BigInteger(matcher.group(3), 2).doubleValue();
    }

    private static String bare(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** White space and line ends as ECMA-262 lists them. */
    private static boolean isBlank(char letter) {
        return (letter >= '\t' && letter <= '\r')
                || letter == ' '
                || letter == '\u00A0'
                || letter == '\uFEFF'
                || letter == '\u2028'
                || letter == '\u2029'
                || Character.getType(letter) == Character.SPACE_SEPARATOR;
    }
}
