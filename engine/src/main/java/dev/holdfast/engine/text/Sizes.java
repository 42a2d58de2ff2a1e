package dev.holdfast.engine.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes in bytes as users write them: a decimal number and a unit, such as {@code 10M}, {@code 1.5GiB} or {@code 500k}.
 *
 * <p>Units are {@code K M G T P E} in either case, alone or followed by {@code B} or {@code iB}, and always binary: {@code 1M}, {@code 1MB}
 * and {@code 1MiB} are all 1,048,576 bytes. No unit or {@code B} means bytes. A fraction of a byte is dropped.
 */
public final class Sizes {
    /** Bounded repetition keeps the arithmetic small whatever is given. */
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,19})?) ?(?:([kmgtpe])(?:i?b)?|b)?");

    private static final String UNITS = "kmgtpe";
    private static final String EXAMPLE = "10M, 1.5GiB or 500k (multiples of 1024)";

    private Sizes() {}

    /**
     * The number of bytes that {@code text} means.
     *
     * @throws dev.holdfast.core.error.HoldfastException if it is no size or more than {@link Long#MAX_VALUE} bytes
     */
    public static long parse(String text) {
        Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw Unreadable.text(text, "is not a size", EXAMPLE);
        }
        String unit = matcher.group(2);
        int power = unit == null ? 0 : UNITS.indexOf(unit) + 1;
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.TWO.pow(10 * power)).setScale(0, RoundingMode.DOWN);
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw Unreadable.text(text, "is larger than any file can be", EXAMPLE);
        }
        return bytes.longValueExact();
    }
}
