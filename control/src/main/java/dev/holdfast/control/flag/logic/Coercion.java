package dev.holdfast.control.flag.logic;

import dev.holdfast.control.flag.json.NumberText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How JavaScript takes a value of one kind for one of another (ECMA-262, section 7). JsonLogic differs in one thing: an empty list
 * counts as false.
 */
public final class Coercion {
    private Coercion() {}

    /** Whether the value counts as true. */
    static boolean truthy(@Nullable Object value) {
        // Nearly every value that this is asked about, and much cheaper to recognise than by a switch.
        if (value instanceof Boolean truth) {
            return truth;
        }
        return switch (value) {
            case null -> false;
            case String text -> !text.isEmpty();
            case Double number -> number != 0 && !number.isNaN();
            case List<?> list -> !list.isEmpty();
            default -> true;
        };
    }

    /** The value as a number, NaN if it is none. */
    static double number(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case Double number -> number;
            case Boolean truth -> truth ? 1 : 0;
            case String text -> Numerals.whole(text);
            case List<?> list -> Numerals.whole(text(list));
            default -> Double.NaN;
        };
    }

    /** The number that the value's text begins with ({@code parseFloat}), NaN if with none. */
    static double leadingNumber(@Nullable Object value) {
        return value instanceof Double number ? number : Numerals.leading(text(value));
    }

    /** The value as text. */
    public static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> text;
            case Double number -> NumberText.of(number);
            case Boolean truth -> truth.toString();
            case List<?> list -> joined(list, ",");
            default -> "[object Object]";
        };
    }

    /** Texts of the elements with something between them; null is nothing. */
    static String joined(List<?> list, String separator) {
        StringBuilder text = new StringBuilder();
        boolean first = true;
        for (Object element : list) {
            if (!first) {
                text.append(separator);
            }
            first = false;
            if (element != null) {
                text.append(text(element));
            }
        }
        return text.toString();
    }

    /** {@code ===}. Lists and objects are equal to themselves only. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        return switch (one) {
            case null -> other == null;
            case String text -> text.equals(other);
            case Double number -> other instanceof Double second && number.doubleValue() == second.doubleValue();
            case Boolean truth -> truth.equals(other);
            default -> identical(one, other);
        };
    }

    /** {@code ==}. */
    static boolean equal(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        if (one instanceof Double number && other instanceof Double second) {
            return number.doubleValue() == second.doubleValue();
        }
        if (isCompound(one) && isCompound(other)) {
            return identical(one, other);
        }
        Object left = isCompound(one) ? text(one) : one;
        Object right = isCompound(other) ? text(other) : other;
        if (left instanceof String text && right instanceof String second) {
            return text.equals(second);
        }
        return number(left) == number(right);
    }

    /** {@code <}. */
    static boolean less(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Double number && other instanceof Double second) {
            return number < second;
        }
        Object left = isCompound(one) ? text(one) : one;
        Object right = isCompound(other) ? text(other) : other;
        if (left instanceof String text && right instanceof String second) {
            return text.compareTo(second) < 0;
        }
        return number(left) < number(right);
    }

    /** {@code <=}, which is not the same as "not greater": a comparison with NaN never holds. */
    static boolean lessOrEqual(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Double number && other instanceof Double second) {
            return number <= second;
        }
        Object left = isCompound(one) ? text(one) : one;
        Object right = isCompound(other) ? text(other) : other;
        if (left instanceof String text && right instanceof String second) {
            return text.compareTo(second) <= 0;
        }
        return number(left) <= number(right);
    }

    /** Lists and objects with the same content are still two, in JavaScript. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean identical(@Nullable Object one, @Nullable Object other) {
        return one == other;
    }

    private static boolean isCompound(@Nullable Object value) {
        return value instanceof List || value instanceof Map;
    }
}
