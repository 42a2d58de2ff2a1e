package dev.holdfast.server.openapi;

import dev.holdfast.server.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The schemas of records, as their JSON looks. Belongs to one thread. */
final class Schemas {
    private final Map<String, Object> named = new TreeMap<>();
    private final Map<String, Class<?>> owners = new LinkedHashMap<>();

    /** All schemas that were asked for, by name. */
    Map<String, Object> all() {
        return named;
    }

    /** The schema of a type: a reference for a record. */
    Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        return type instanceof Class<?> plain ? plain(plain) : Map.of();
    }

    private Map<String, Object> generic(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            return orNull(of(arguments[0]));
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return Map.of("type", "array", "items", of(arguments[0]));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return Map.of("type", "object", "additionalProperties", of(arguments[1]));
        }
        return plain(raw);
    }

    private Map<String, Object> plain(Class<?> type) {
        if (type == OptionalLong.class || type == OptionalInt.class) {
            return Map.of("type", List.of("integer", "null"));
        }
        if (type == OptionalDouble.class) {
            return Map.of("type", List.of("number", "null"));
        }
        if (type.isRecord()) {
            return reference(type);
        }
        if (type.isEnum()) {
            return Map.of("type", "string", "enum", Arrays.stream(type.getEnumConstants()).map(one -> one.toString().toLowerCase(Locale.ROOT)).toList());
        }
        return simple(type);
    }

    private static Map<String, Object> simple(Class<?> type) {
        return switch (type.getName()) {
            case "boolean", "java.lang.Boolean" -> Map.of("type", "boolean");
            case "byte", "short", "int", "java.lang.Integer" -> Map.of("type", "integer", "format", "int32");
            case "long", "java.lang.Long" -> Map.of("type", "integer", "format", "int64");
            case "float", "double", "java.lang.Double", "java.lang.Float" -> Map.of("type", "number");
            case "java.lang.String" -> Map.of("type", "string");
            case "[B" -> Map.of("type", "string", "contentEncoding", "base64");
            default -> type == Instant.class ? Map.of("type", "string", "format", "date-time") : Map.of();
        };
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = nameOf(type);
        if (!named.containsKey(name)) {
            // The name stands before its schema, so that a record may contain itself.
            named.put(name, Map.of());
            named.put(name, object(type));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private String nameOf(Class<?> type) {
        String simple = type.getSimpleName();
        Class<?> owner = owners.putIfAbsent(simple, type);
        if (owner == null || owner == type) {
            return simple;
        }
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getName().replace('.', '_') : outer.getSimpleName() + simple;
    }

    private Map<String, Object> object(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = Json.name(component);
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            Map<String, Object> schema = of(component.getGenericType());
            properties.put(name, nullable ? orNull(schema) : schema);
            if (!nullable && !component.getType().getName().startsWith("java.util.Optional")) {
                required.add(name);
            }
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("required", required);
        return object;
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }
}
