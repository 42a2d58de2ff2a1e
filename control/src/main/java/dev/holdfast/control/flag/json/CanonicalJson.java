package dev.holdfast.control.flag.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values in the one form of RFC 8785: no spaces, keys sorted by UTF-16 code units, numbers as JavaScript writes them. */
public final class CanonicalJson {
    private static final String HEX = "0123456789abcdef";

    private static final Comparator<Map.Entry<?, ?>> BY_KEY = Comparator.comparing(member -> (String) member.getKey());

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /** The value as text. A number that JSON does not have (NaN, infinity) is {@code null}, as in JavaScript. */
    public static String text(@Nullable Object value) {
        CanonicalJson json = new CanonicalJson();
        json.value(value);
        return json.out.toString();
    }

    /** The value as UTF-8. */
    public static byte[] bytes(@Nullable Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> string(text);
            case Double number -> number(number);
            case Boolean truth -> out.append(truth.booleanValue());
            case List<?> list -> array(list);
            case Map<?, ?> map -> object(map);
            default -> throw new IllegalArgumentException("a " + value.getClass().getName() + " is no JSON value");
        }
    }

    private void number(double number) {
        out.append(Double.isFinite(number) ? NumberText.of(number) : "null");
    }

    private void array(List<?> list) {
        out.append('[');
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            value(element);
            separator = ",";
        }
        out.append(']');
    }

    private void object(Map<?, ?> map) {
        List<Map.Entry<?, ?>> sorted = new ArrayList<>(map.entrySet());
        sorted.sort(BY_KEY);
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : sorted) {
            out.append(separator);
            string((String) member.getKey());
            out.append(':');
            value(member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            letter(text.charAt(i));
        }
        out.append('"');
    }

    private void letter(char letter) {
        switch (letter) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (letter < ' ') {
                    out.append("\\u00").append(HEX.charAt(letter >> 4)).append(HEX.charAt(letter & 0xF));
                } else {
                    out.append(letter);
                }
            }
        }
    }
}
