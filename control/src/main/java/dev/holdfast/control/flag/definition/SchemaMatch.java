package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.NumberText;
import dev.holdfast.control.flag.json.Pointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares values with schemas that were found to make sense. Used for one document: all its values share one allowance of work. */
final class SchemaMatch {
    private static final int MOST_STEPS = 2_000_000;
    /** Matching recurses by the length of the text, and backtracks. */
    private static final int LONGEST_MATCHED = 1000;

    private static final int SHOWN = 60;

    private final Schemas schemas;
    private int steps;

    /**
     * A value that does not fit.
     *
     * @param pointer the value
     * @param message what is wrong with it
     */
    record Finding(Pointer pointer, String message) {}

    SchemaMatch(Schemas schemas) {
        this.schemas = schemas;
    }

    /** Whether so much was compared that the rest was not. */
    boolean isExhausted() {
        return steps > MOST_STEPS;
    }

    /** Where the value does not fit. */
    List<Finding> findings(@Nullable Object schema, @Nullable Object value, Pointer pointer) {
        List<Finding> found = new ArrayList<>();
        match(schema, value, pointer, found);
        return found;
    }

    private boolean fits(@Nullable Object schema, @Nullable Object value) {
        return findings(schema, value, Pointer.ROOT).isEmpty();
    }

    private void match(@Nullable Object schema, @Nullable Object value, Pointer pointer, List<Finding> found) {
        if (++steps > MOST_STEPS || Boolean.TRUE.equals(schema)) {
            return;
        }
        if (!(schema instanceof Map<?, ?> map)) {
            found.add(new Finding(pointer, "the schema admits nothing here"));
            return;
        }
        map.forEach((word, given) -> Keyword.of((String) word).ifPresent(keyword -> match(keyword, given, map, new Site(value, pointer, found))));
    }

    /** A value in its place, and where to say what is wrong with it. */
    private record Site(@Nullable Object value, Pointer pointer, List<Finding> found) {
        void require(boolean holds, String message) {
            if (!holds) {
                found.add(new Finding(pointer, message));
            }
        }
    }

    private void match(Keyword keyword, @Nullable Object given, Map<?, ?> schema, Site site) {
        switch (keyword) {
            case TITLE, DESCRIPTION, COMMENT, DEFAULT, EXAMPLES -> {
                // For readers.
            }
            case REFERENCE -> match(schemas.schema((String) Objects.requireNonNull(given)), site.value(), site.pointer(), site.found());
            case TYPE -> type(given, site);
            case ENUM -> {
                List<?> values = (List<?>) Objects.requireNonNull(given);
                site.require(values.contains(site.value()), "this is none of " + shown(values));
            }
            case CONST -> site.require(Objects.equals(given, site.value()), "this is not " + shown(given));
            case MINIMUM, MAXIMUM, ABOVE, BELOW, MULTIPLE_OF -> {
                if (site.value() instanceof Double number) {
                    number(keyword, number, (Double) Objects.requireNonNull(given), site);
                }
            }
            case SHORTEST, LONGEST, PATTERN -> {
                if (site.value() instanceof String text) {
                    text(keyword, text, Objects.requireNonNull(given), site);
                }
            }
            case FEWEST_ITEMS, MOST_ITEMS, UNIQUE_ITEMS, ITEMS -> {
                if (site.value() instanceof List<?> list) {
                    list(keyword, list, Objects.requireNonNull(given), site);
                }
            }
            case FEWEST_PROPERTIES, MOST_PROPERTIES, REQUIRED, PROPERTIES, OTHER_PROPERTIES -> {
                if (site.value() instanceof Map<?, ?> object) {
                    object(keyword, object, schema, site);
                }
            }
            case ALL_OF, ANY_OF, ONE_OF, NOT -> combined(keyword, Objects.requireNonNull(given), site);
        }
    }

    private static void type(@Nullable Object given, Site site) {
        List<?> names = given instanceof List<?> list ? list : List.of(Objects.requireNonNull(given));
        site.require(names.stream().anyMatch(name -> isOf((String) name, site.value())), "this is no " + String.join(" and no ", names.stream().map(String::valueOf).toList()));
    }

    private static boolean isOf(String type, @Nullable Object value) {
        return switch (type) {
            case "boolean" -> value instanceof Boolean;
            case "string" -> value instanceof String;
            case "number" -> value instanceof Double;
            case "integer" -> value instanceof Double number && number == Math.rint(number);
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            default -> value == null;
        };
    }

    private static void number(Keyword keyword, double number, double bound, Site site) {
        String text = NumberText.of(bound);
        switch (keyword) {
            case MINIMUM -> site.require(number >= bound, "this is less than " + text);
            case MAXIMUM -> site.require(number <= bound, "this is more than " + text);
            case ABOVE -> site.require(number > bound, "this is not more than " + text);
            case BELOW -> site.require(number < bound, "this is not less than " + text);
            default -> site.require(number / bound == Math.rint(number / bound), "this is no multiple of " + text);
        }
    }

    private static void text(Keyword keyword, String text, Object given, Site site) {
        int length = text.codePointCount(0, text.length());
        switch (keyword) {
            case SHORTEST -> site.require(length >= (Double) given, "this has fewer than " + shown(given) + " characters");
            case LONGEST -> site.require(length <= (Double) given, "this has more than " + shown(given) + " characters");
            default -> {
                boolean isComparable = text.length() <= LONGEST_MATCHED;
                site.require(isComparable, "texts of more than " + LONGEST_MATCHED + " characters are not compared with a pattern");
                if (isComparable) {
                    site.require(matches((String) given, text), "this does not match " + shown(given));
                }
            }
        }
    }

    /** What backtracks too long counts as no match: nothing that could not be checked is admitted. */
    private static boolean matches(String expression, String text) {
        try {
            return Pattern.compile(expression).matcher(new PatientText(text)).find();
        } catch (PatientText.Impatient e) {
            return false;
        }
    }

    private void list(Keyword keyword, List<?> list, Object given, Site site) {
        switch (keyword) {
            case FEWEST_ITEMS -> site.require(list.size() >= (Double) given, "this has fewer than " + shown(given) + " elements");
            case MOST_ITEMS -> site.require(list.size() <= (Double) given, "this has more than " + shown(given) + " elements");
            case UNIQUE_ITEMS -> site.require(Boolean.FALSE.equals(given) || new HashSet<>(list).size() == list.size(), "the same element stands here twice");
            default -> {
                for (int i = 0; i < list.size(); i++) {
                    match(given, list.get(i), site.pointer().to(i), site.found());
                }
            }
        }
    }

    private void object(Keyword keyword, Map<?, ?> object, Map<?, ?> schema, Site site) {
        Object given = Objects.requireNonNull(schema.get(keyword.word()));
        Map<?, ?> known = schema.get(Keyword.PROPERTIES.word()) instanceof Map<?, ?> properties ? properties : Map.of();
        switch (keyword) {
            case FEWEST_PROPERTIES -> site.require(object.size() >= (Double) given, "this has fewer than " + shown(given) + " members");
            case MOST_PROPERTIES -> site.require(object.size() <= (Double) given, "this has more than " + shown(given) + " members");
            case REQUIRED -> ((List<?>) given).forEach(name -> site.require(object.containsKey(name), "'" + name + "' is missing"));
            case PROPERTIES -> object.forEach((name, value) -> {
                if (known.containsKey(name)) {
                    match(known.get(name), value, site.pointer().to((String) name), site.found());
                }
            });
            default -> object.forEach((name, value) -> {
                if (!known.containsKey(name)) {
                    other((String) name, value, given, site);
                }
            });
        }
    }

    private void other(String name, @Nullable Object value, Object schema, Site site) {
        if (schema.equals(false)) {
            site.found().add(new Finding(site.pointer().to(name), "the schema knows no '" + name + "'"));
        } else {
            match(schema, value, site.pointer().to(name), site.found());
        }
    }

    private void combined(Keyword keyword, Object given, Site site) {
        if (keyword == Keyword.NOT) {
            site.require(!fits(given, site.value()), "this fits what 'not' rules out");
            return;
        }
        List<?> some = (List<?>) given;
        if (keyword == Keyword.ALL_OF) {
            some.forEach(one -> match(one, site.value(), site.pointer(), site.found()));
            return;
        }
        long fitting = some.stream().filter(one -> fits(one, site.value())).count();
        site.require(fitting > 0, "this fits none of the " + some.size() + " schemas in '" + keyword.word() + "'");
        site.require(keyword == Keyword.ANY_OF || fitting < 2, "this fits " + fitting + " schemas in 'oneOf', not one");
    }

    private static String shown(@Nullable Object value) {
        String text = CanonicalJson.text(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
