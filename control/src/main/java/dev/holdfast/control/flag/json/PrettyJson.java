package dev.holdfast.control.flag.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values for people and version control: members in the order in which they stand, one a line unless the whole fits a line.
 * The same value always gives the same text.
 */
public final class PrettyJson {
    private static final int WIDTH = 100;
    private static final String STEP = "  ";

    private PrettyJson() {}

    /** The value as text that ends with a line break. */
    public static String text(@Nullable Object value) {
        return value(value, "") + "\n";
    }

    private static String value(@Nullable Object value, String indent) {
        String line = inline(value);
        if (indent.length() + line.length() <= WIDTH) {
            return line;
        }
        return switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> block('{', members(map, indent + STEP), '}', indent);
            case List<?> list when !list.isEmpty() -> block('[', elements(list, indent + STEP), ']', indent);
            case null, default -> line;
        };
    }

    private static List<String> members(Map<?, ?> map, String indent) {
        List<String> members = new ArrayList<>();
        map.forEach((key, member) -> members.add(CanonicalJson.text(key) + ": " + value(member, indent)));
        return members;
    }

    private static List<String> elements(List<?> list, String indent) {
        List<String> elements = new ArrayList<>();
        list.forEach(element -> elements.add(value(element, indent)));
        return elements;
    }

    private static String block(char open, List<String> parts, char close, String indent) {
        String inner = "\n" + indent + STEP;
        return open + inner + String.join("," + inner, parts) + "\n" + indent + close;
    }

    private static String inline(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                List<String> members = new ArrayList<>();
                map.forEach((key, member) -> members.add(CanonicalJson.text(key) + ": " + inline(member)));
                yield "{" + String.join(", ", members) + "}";
            }
            case List<?> list -> {
                List<String> elements = new ArrayList<>();
                list.forEach(element -> elements.add(inline(element)));
                yield "[" + String.join(", ", elements) + "]";
            }
            case null, default -> CanonicalJson.text(value);
        };
    }
}
