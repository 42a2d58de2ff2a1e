package dev.holdfast.engine.select;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of byte values under construction, as written between brackets. The named classes are those of POSIX and hold ASCII only, so
 * that no locale changes what a backup contains.
 */
final class ByteClass {
    private final long[] bits = new long[4];

    void add(int value) {
        bits[value >>> 6] |= 1L << (value & 63);
    }

    void addRange(int low, int high) {
        for (int value = low; value <= high; value++) {
            add(value);
        }
    }

    /** Adds the class called {@code name}; false if there is none. */
    boolean addNamed(byte[] name) {
        @Nullable String members = members(new String(name, StandardCharsets.ISO_8859_1));
        if (members == null) {
            return false;
        }
        for (int i = 0; i < members.length(); i += 2) {
            addRange(members.charAt(i), members.charAt(i + 1));
        }
        return true;
    }

    long[] complement() {
        long[] others = new long[bits.length];
        Arrays.setAll(others, i -> ~bits[i]);
        return others;
    }

    long[] members() {
        return bits.clone();
    }

    /** Pairs of the first and last byte of each range. */
    private static @Nullable String members(String name) {
        return switch (name) {
            case "alnum" -> "09AZaz";
            case "alpha" -> "AZaz";
            case "blank" -> "  \t\t";
            case "cntrl" -> "\u0000\u001f\u007f\u007f";
            case "digit" -> "09";
            case "graph" -> "!~";
            case "lower" -> "az";
            case "print" -> " ~";
            case "punct" -> "!/:@[`{~";
            case "space" -> "  \t\r";
            case "upper" -> "AZ";
            case "xdigit" -> "09AFaf";
            default -> null;
        };
    }
}
