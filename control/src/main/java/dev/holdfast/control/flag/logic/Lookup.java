package dev.holdfast.control.flag.logic;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds a value in data by a path with dots, as {@code var} does. Costs one step for each part, whatever the size of the data. */
final class Lookup {
    private static final String[] HERE = {};

    private Lookup() {}

    /** The parts of a path; none for the data itself. */
    static String[] path(@Nullable Object wanted) {
        String text = wanted == null ? "" : Coercion.text(wanted);
        return text.isEmpty() ? HERE : text.split("\\.", -1);
    }

    /** What is there, or null. */
    static @Nullable Object find(@Nullable Object data, String[] path) {
        Object here = data;
        for (String part : path) {
            here = find(here, part);
        }
        return here;
    }

    /** The same for a path of one part. */
    static @Nullable Object find(@Nullable Object data, String part) {
        return data == null ? null : member(data, part);
    }

    /** Whether something is there, even if it is null. */
    static boolean exists(@Nullable Object data, String[] path) {
        if (path.length == 0) {
            return true;
        }
        String last = path[path.length - 1];
        return switch (find(data, Arrays.copyOf(path, path.length - 1))) {
            case Map<?, ?> map -> map.containsKey(last);
            case List<?> list when index(last) >= 0 -> index(last) < list.size();
            case null -> false;
            case Object parent -> member(parent, last) != null;
        };
    }

    private static @Nullable Object member(Object data, String part) {
        return switch (data) {
            case Map<?, ?> map -> map.get(part);
            case List<?> list -> part.equals("length") ? Double.valueOf(list.size()) : element(list, part);
            case String text -> part.equals("length") ? Double.valueOf(text.length()) : letter(text, part);
            default -> null;
        };
    }

    private static @Nullable Object element(List<?> list, String part) {
        int index = index(part);
        return index >= 0 && index < list.size() ? list.get(index) : null;
    }

    private static @Nullable String letter(String text, String part) {
        int index = index(part);
        return index >= 0 && index < text.length() ? text.substring(index, index + 1) : null;
    }

    /** An index in the one form in which JavaScript writes it, or -1. */
    private static int index(String part) {
        if (part.isEmpty() || part.length() > 9 || (part.length() > 1 && part.charAt(0) == '0')) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < part.length(); i++) {
            char digit = part.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            index = index * 10 + digit - '0';
        }
        return index;
    }
}
