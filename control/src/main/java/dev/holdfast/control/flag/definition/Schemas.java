package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Pointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON schemas that a document shares among its flags, and what refers to them. */
final class Schemas {
    static final String KEY = "$schemas";
    static final String REFERENCE = "$ref";
    static final Pointer POINTER = Pointer.ROOT.to(KEY);

    private final Map<String, Object> schemas;

    Schemas(Map<String, Object> schemas) {
        this.schemas = schemas;
    }

    Set<String> names() {
        return schemas.keySet();
    }

    @Nullable Object schema(String name) {
        return schemas.get(name);
    }

    /** Reports schemas that make no sense, or whose references lead nowhere or back to themselves. */
    void check(Problems problems) {
        SchemaCheck check = new SchemaCheck(this, problems);
        schemas.forEach((name, schema) -> {
            Pointer pointer = POINTER.to(name);
            if (name.isEmpty()) {
                problems.add(pointer, "a schema has an empty name", "give it one");
            }
            check.schema(schema, pointer);
            if (leadsTo(schema, name, new HashSet<>())) {
                problems.add(pointer, "the schema refers to itself", "write out as many levels as values have");
            }
        });
    }

    private boolean leadsTo(@Nullable Object schema, String name, Set<String> seen) {
        Optional<String> referred = referred(schema);
        if (referred.isPresent()) {
            String next = referred.get();
            if (next.equals(name) || (seen.add(next) && leadsTo(schemas.get(next), name, seen))) {
                return true;
            }
        }
        return parts(schema).stream().anyMatch(part -> leadsTo(part, name, seen));
    }

    private static Optional<String> referred(@Nullable Object schema) {
        return schema instanceof Map<?, ?> map && map.get(REFERENCE) instanceof String name ? Optional.of(name) : Optional.empty();
    }

    private static List<?> parts(@Nullable Object schema) {
        return switch (schema) {
            case List<?> list -> list;
            case Map<?, ?> map -> new ArrayList<>(map.values());
            case null, default -> List.of();
        };
    }
}
