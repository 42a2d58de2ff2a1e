package dev.holdfast.server.telemetry;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes texts from outside fit for a log that people read in a terminal. */
final class LogText {
    private static final int LONGEST = 2_000;
    private static final int FRAMES = 12;

    private LogText() {}

    static Object clean(Object value) {
        return switch (value) {
            case Number number -> number;
            case Boolean truth -> truth;
            case Map<?, ?> map -> cleanMap(map);
            case Collection<?> list -> list.stream().map(LogText::clean).toList();
            default -> text(value.toString());
        };
    }

    private static Map<String, Object> cleanMap(Map<?, ?> map) {
        Map<String, Object> clean = new LinkedHashMap<>();
        map.forEach((name, value) -> clean.put(text(String.valueOf(name)), value == null ? "" : clean(value)));
        return clean;
    }

    /** Without control characters and those that turn the direction of writing, and not longer than a few screens. */
    static String text(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return cut.codePoints()
                .map(point -> isHarmless(point) ? point : '\uFFFD')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHarmless(int point) {
        int type = Character.getType(point);
        return !Character.isISOControl(point) && type != Character.FORMAT && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR && type != Character.SURROGATE;
    }

    /** A failure with its causes and the first places of each. */
    static String of(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable one = failure; one != null && text.length() < LONGEST; one = one.getCause()) {
            text.append(text.isEmpty() ? "" : " caused by ").append(one.getClass().getName()).append(": ").append(one.getMessage());
            text.append(Arrays.stream(one.getStackTrace()).limit(FRAMES).map(StackTraceElement::toString).collect(Collectors.joining(" < ", " at ", "")));
        }
        return text.toString();
    }
}
