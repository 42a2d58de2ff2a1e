package dev.holdfast.control.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What values a setting can have, and how they look in JSON.
 *
 * @param <T> what the program works with
 */
public sealed interface Kind<T> {
    /** Its name in the description of settings. */
    String word();

    /** The value that a JSON value means, or why it means none. */
    Reading<T> read(@Nullable Object json);

    /** The one form of a value in JSON, which {@link #read} reads. */
    Object json(T value);

    /** What values there are, for people. */
    String bounds();

    /** What reading a value led to. */
    sealed interface Reading<T> {
        /** It is one. */
        record Value<T>(T value) implements Reading<T> {}

        /**
         * It is none.
         *
         * @param message what is wrong
         * @param next what to write instead
         */
        record Wrong<T>(String message, String next) implements Reading<T> {}
    }

    /** {@code true} or {@code false}. */
    record Truth() implements Kind<Boolean> {
        @Override
        public String word() {
            return "boolean";
        }

        @Override
        public Reading<Boolean> read(@Nullable Object json) {
            return json instanceof Boolean truth ? new Reading.Value<>(truth) : new Reading.Wrong<>("this is neither true nor false", "write true or false");
        }

        @Override
        public Object json(Boolean value) {
            return value;
        }

        @Override
        public String bounds() {
            return "true or false";
        }
    }

    /**
     * A whole number.
     *
     * @param unit what is counted, such as {@code requests}
     */
    record Whole(String unit, long minimum, long maximum) implements Kind<Long> {
        public Whole {
            Bounds.require(minimum, maximum);
        }

        @Override
        public String word() {
            return "integer";
        }

        @Override
        public Reading<Long> read(@Nullable Object json) {
            if (!(json instanceof Double number) || number != Math.rint(number)) {
                return new Reading.Wrong<>("this is no whole number", "write " + bounds());
            }
            return Bounds.within(number.longValue(), minimum, maximum, Long.toString(number.longValue()), bounds());
        }

        @Override
        public Object json(Long value) {
            return value.doubleValue();
        }

        @Override
        public String bounds() {
            return minimum + " to " + maximum + " " + unit;
        }
    }

    /** A length of time, written as {@link DurationText}. */
    record Time(Duration minimum, Duration maximum) implements Kind<Duration> {
        public Time {
            Bounds.require(minimum.toMillis(), maximum.toMillis());
        }

        @Override
        public String word() {
            return "duration";
        }

        @Override
        public Reading<Duration> read(@Nullable Object json) {
            Duration length = json instanceof String text ? DurationText.read(text).orElse(null) : null;
            if (length == null) {
                return new Reading.Wrong<>("this is no length of time", "write a text such as \"90s\", \"1min30s\" or \"500ms\" (min is minutes)");
            }
            boolean isWithin = length.compareTo(minimum) >= 0 && length.compareTo(maximum) <= 0;
            return isWithin ? new Reading.Value<>(length) : new Reading.Wrong<>(DurationText.of(length) + " is out of bounds", "write " + bounds());
        }

        @Override
        public Object json(Duration value) {
            return DurationText.of(value);
        }

        @Override
        public String bounds() {
            return DurationText.of(minimum) + " to " + DurationText.of(maximum);
        }
    }

    /** A number of bytes, written as a number or as {@link SizeText}. */
    record Size(long minimum, long maximum) implements Kind<Long> {
        public Size {
            Bounds.require(minimum, maximum);
        }

        @Override
        public String word() {
            return "bytes";
        }

        @Override
        public Reading<Long> read(@Nullable Object json) {
            Long bytes = switch (json) {
                case String text -> SizeText.read(text).orElse(null);
                case Double number when number == Math.rint(number) -> (Long) number.longValue();
                case null, default -> null;
            };
            return bytes == null
                    ? new Reading.Wrong<>("this is no number of bytes", "write a number, or a text such as \"10M\" (multiples of 1024)")
                    : Bounds.within(bytes, minimum, maximum, SizeText.of(bytes), bounds());
        }

        @Override
        public Object json(Long value) {
            return value.doubleValue();
        }

        @Override
        public String bounds() {
            return SizeText.of(minimum) + " to " + SizeText.of(maximum) + " bytes";
        }
    }

    /** One of a few words. */
    record Word(List<String> choices) implements Kind<String> {
        public Word {
            choices = List.copyOf(choices);
        }

        @Override
        public String word() {
            return "choice";
        }

        @Override
        public Reading<String> read(@Nullable Object json) {
            return json instanceof String text && choices.contains(text)
                    ? new Reading.Value<>(text)
                    : new Reading.Wrong<>("this is none of the choices", Bounds.nearest(json, choices));
        }

        @Override
        public Object json(String value) {
            return value;
        }

        @Override
        public String bounds() {
            return String.join(", ", choices);
        }
    }

    /**
     * A text of some form.
     *
     * @param form all of it matches this
     * @param example a text that does, or what to write, for people
     */
    record Text(Pattern form, String example) implements Kind<String> {
        private static final int LONGEST = 1_000;

        @Override
        public String word() {
            return "text";
        }

        @Override
        public Reading<String> read(@Nullable Object json) {
            return json instanceof String text && text.length() <= LONGEST && form.matcher(text).matches()
                    ? new Reading.Value<>(text)
                    : new Reading.Wrong<>("this is not a text of the form wanted here", "write " + bounds());
        }

        @Override
        public Object json(String value) {
            return value;
        }

        @Override
        public String bounds() {
            return example;
        }
    }

    /**
     * A list of texts, each once.
     *
     * @param form each matches this
     * @param most how many there can be
     */
    record Words(Pattern form, int most, String example) implements Kind<List<String>> {
        @Override
        public String word() {
            return "list";
        }

        @Override
        public Reading<List<String>> read(@Nullable Object json) {
            if (!(json instanceof List<?> elements) || elements.size() > most) {
                return wrong();
            }
            Set<String> seen = new LinkedHashSet<>();
            for (Object element : elements) {
                if (!(element instanceof String text) || !form.matcher(text).matches() || !seen.add(text)) {
                    return wrong();
                }
            }
            return new Reading.Value<>(List.copyOf(seen));
        }

        private Reading<List<String>> wrong() {
            return new Reading.Wrong<>("this is no list of texts of the form wanted here, each once", "write " + bounds());
        }

        @Override
        public Object json(List<String> value) {
            return new ArrayList<Object>(value);
        }

        @Override
        public String bounds() {
            return "at most " + most + ", such as " + example;
        }
    }
}
