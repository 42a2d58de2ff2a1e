package dev.holdfast.control.flag.json;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as JavaScript writes them (ECMA-262, Number::toString with radix 10), which is also what RFC 8785 takes for canonical JSON. */
public final class NumberText {
    private static final int LARGEST_PLAIN_EXPONENT = 21;
    private static final int SMALLEST_PLAIN_EXPONENT = -6;
    private static final double EXACT_LONG = 1L << 53;

    private NumberText() {}

    /** The shortest text that reads back as the same number; {@code NaN} and {@code Infinity} are words. */
    public static String of(double number) {
        if (number == Math.rint(number) && Math.abs(number) < EXACT_LONG) {
            return Long.toString((long) number);
        }
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        return number < 0 ? "-" + positive(-number) : positive(number);
    }

    private static String positive(double number) {
        BigDecimal exact = shortest(number);
        String digits = exact.unscaledValue().toString();
        int point = digits.length() - exact.scale();
        if (point > LARGEST_PLAIN_EXPONENT || point <= SMALLEST_PLAIN_EXPONENT) {
            return scientific(digits, point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length());
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }

    /** Java finds the same digits, except that it never takes fewer than two. */
    private static BigDecimal shortest(double number) {
        BigDecimal java = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        BigDecimal one = java.round(new MathContext(1));
        return one.doubleValue() == number ? one : java;
    }

    private static String scientific(String digits, int exponent) {
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
