package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Pointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Checks that schemas make sense by themselves. */
final class SchemaCheck {
    static final Set<String> TYPES = Set.of("boolean", "string", "number", "integer", "object", "array", "null");

    private static final int LONGEST_EXPRESSION = 1000;

    private final Schemas schemas;
    private final Problems problems;

    SchemaCheck(Schemas schemas, Problems problems) {
        this.schemas = schemas;
        this.problems = problems;
    }

    void schema(@Nullable Object schema, Pointer pointer) {
        if (schema instanceof Boolean) {
            return;
        }
        if (!(schema instanceof Map<?, ?> map)) {
            problems.add(
                    pointer,
                    "a schema is a JSON object, or true or false",
                    schema instanceof String ? "refer to one of '" + Schemas.KEY + "' by {\"$ref\": \"name\"}" : "write {\"type\": \"string\"}");
            return;
        }
        map.forEach((word, given) -> {
            Optional<Keyword> keyword = Keyword.of((String) word);
            if (keyword.isPresent()) {
                argument(keyword.get(), given, pointer.to((String) word));
            } else {
                problems.add(pointer.to((String) word), "values are not checked by '" + word + "'", Nearest.hint((String) word, Keyword.words()));
            }
        });
    }

    private void argument(Keyword keyword, @Nullable Object given, Pointer pointer) {
        switch (keyword.form()) {
            case NOTE -> {
                // Anything may stand there.
            }
            case NAME -> name(given, pointer);
            case TYPES -> types(given, pointer);
            case VALUES -> require(given instanceof List<?> list && !list.isEmpty(), pointer, "a list of the values that may be");
            case NUMBER -> require(given instanceof Double, pointer, "a number");
            case STEP -> require(given instanceof Double step && step > 0, pointer, "a number above 0");
            case COUNT -> require(given instanceof Double count && count >= 0 && count == Math.rint(count), pointer, "a whole number, 0 or more");
            case TRUTH -> require(given instanceof Boolean, pointer, "true or false");
            case TEXTS -> require(given instanceof List<?> list && list.stream().allMatch(String.class::isInstance), pointer, "a list of names");
            case EXPRESSION -> expression(given, pointer);
            case SCHEMA -> schema(given, pointer);
            case SCHEMAS -> list(given, pointer);
            case SCHEMAS_BY_NAME -> byName(given, pointer);
        }
    }

    private void require(boolean holds, Pointer pointer, String what) {
        if (!holds) {
            problems.add(pointer, "this is " + what, "");
        }
    }

    private void name(@Nullable Object given, Pointer pointer) {
        if (!(given instanceof String name)) {
            problems.add(pointer, "a reference is the name of a schema", "write it as a text");
        } else if (!schemas.names().contains(name)) {
            problems.add(pointer, "there is no schema '" + name + "' in '" + Schemas.KEY + "'", Nearest.hint(name, schemas.names()));
        }
    }

    private void types(@Nullable Object given, Pointer pointer) {
        List<?> names = given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
        if (names.isEmpty()) {
            problems.add(pointer, "this is the name of a type, or a list of some", Nearest.hint("", TYPES));
        }
        for (Object name : names) {
            if (!(name instanceof String text && TYPES.contains(text))) {
                problems.add(pointer, "JSON has no type '" + name + "'", Nearest.hint(String.valueOf(name), TYPES));
            }
        }
    }

    private void expression(@Nullable Object given, Pointer pointer) {
        if (!(given instanceof String text) || text.length() > LONGEST_EXPRESSION) {
            problems.add(pointer, "this is a regular expression of at most " + LONGEST_EXPRESSION + " characters", "write it as a text");
            return;
        }
        try {
            Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            problems.add(pointer, "this is no regular expression: " + e.getDescription() + " (character " + (e.getIndex() + 1) + ")", "");
        }
    }

    private void list(@Nullable Object given, Pointer pointer) {
        if (!(given instanceof List<?> list) || list.isEmpty()) {
            problems.add(pointer, "this is a list of schemas", "write them in […]");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            schema(list.get(i), pointer.to(i));
        }
    }

    private void byName(@Nullable Object given, Pointer pointer) {
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, schema) -> schema(schema, pointer.to((String) name)));
        } else {
            problems.add(pointer, "this is an object with a schema for each name", "write {\"name\": {\"type\": \"string\"}}");
        }
    }
}
