package dev.holdfast.control.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as text: a whole number and a unit {@code K M G T}, alone or followed by {@code B} or {@code iB}, always multiples of 1024. */
public final class SizeText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15}) ?(?:([kmgt])(?:i?b)?|b)?");
    private static final String UNITS = "kmgt";
    private static final long LARGEST = 1L << 53;

    private SizeText() {}

    /** The number of bytes that a text means; empty if it means none, or more than JSON can hold exactly. */
    public static Optional<Long> read(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2);
        long factor = unit == null ? 1 : 1L << 10 * (UNITS.indexOf(unit) + 1);
        long number = Long.parseLong(matcher.group(1));
        return number > LARGEST / factor ? Optional.empty() : Optional.of(number * factor);
    }

    /** The shortest exact text for a number of bytes. */
    public static String of(long bytes) {
        long number = bytes;
        int unit = -1;
        while (number != 0 && number % 1024 == 0 && unit + 1 < UNITS.length()) {
            number /= 1024;
            unit++;
        }
        return number + (unit < 0 ? "" : UNITS.substring(unit, unit + 1).toUpperCase(Locale.ROOT));
    }
}
