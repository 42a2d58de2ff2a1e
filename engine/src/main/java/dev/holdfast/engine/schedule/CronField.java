package dev.holdfast.engine.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One of the five fields of a cron expression: the values at which it matches.
 *
 * @param values the values, from the field's own range
 * @param free whether the field begins with an asterisk, and so leaves the choice of the day to the other day field
 */
record CronField(BitSet values, boolean free) {
    /** A kind of field: its name, its range and the words that may stand for its numbers, the first for {@code first}. */
    enum Kind {
        MINUTE("minute", 0, 59, ""),
        HOUR("hour", 0, 23, ""),
        DAY("day of the month", 1, 31, ""),
        MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
        /** Sunday is 0 and 7. */
        WEEKDAY("day of the week", 0, 7, "sun mon tue wed thu fri sat");

        private final String label;
        private final int first;
        private final int last;
        private final String words;

        Kind(String label, int first, int last, String words) {
            this.label = label;
            this.first = first;
            this.last = last;
            this.words = words;
        }
    }

    /** @throws IllegalArgumentException with a message for people if {@code text} means nothing */
    static CronField parse(Kind kind, String text) {
        BitSet values = new BitSet();
        for (String part : text.split(",", -1)) {
            addPart(kind, part, values);
        }
        if (kind == Kind.WEEKDAY && values.get(7)) {
            values.clear(7);
            values.set(0);
        }
        return new CronField(values, text.startsWith("*"));
    }

    private static void addPart(Kind kind, String part, BitSet values) {
        int slash = part.indexOf('/');
        String range = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 1 : number(kind, part.substring(slash + 1), 1, kind.last);
        int dash = range.indexOf('-');
        int from;
        int to;
        if (range.equals("*")) {
            from = kind.first;
            // Sunday counts once among all days.
            to = kind == Kind.WEEKDAY ? 6 : kind.last;
        } else if (dash > 0) {
            from = value(kind, range.substring(0, dash));
            to = value(kind, range.substring(dash + 1));
        } else {
            from = value(kind, range);
            to = slash < 0 ? from : kind.last;
        }
        if (to < from) {
            throw new IllegalArgumentException("the range '" + range + "' of the " + kind.label + " runs backwards");
        }
        for (int value = from; value <= to; value += step) {
            values.set(value);
        }
    }

    private static int value(Kind kind, String text) {
        int word = List.of(kind.words.split(" ", -1)).indexOf(text.toLowerCase(Locale.ROOT));
        return word >= 0 && !text.isEmpty() ? word + kind.first : number(kind, text, kind.first, kind.last);
    }

    private static int number(Kind kind, String text, int first, int last) {
        int number = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
        if (number < first || number > last) {
            throw new IllegalArgumentException("'" + text + "' is no " + kind.label + " (" + first + " to " + last + ")");
        }
        return number;
    }

    boolean matches(int value) {
        return values.get(value);
    }

    int first() {
        return values.nextSetBit(0);
    }

    /** The first value that is not less than {@code from}, or -1. */
    int next(int from) {
        return values.nextSetBit(from);
    }
}
