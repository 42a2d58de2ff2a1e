package dev.holdfast.server.json;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds records from outside to what their sources say about {@code null}: a component without {@code @Nullable} has a value. */
final class NullContract {
    private NullContract() {}

    static void require(@Nullable Object value, Class<?> type) {
        if (value == null) {
            throw missing("the request needs a JSON object as its body");
        }
        walk(value, type, "");
    }

    private static void walk(Object value, Class<?> type, String place) {
        if (value instanceof List<?> list) {
            walkList(list, place);
        } else if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                walkComponent(value, component, place);
            }
        }
    }

    private static void walkList(List<?> list, String place) {
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            String here = place + "[" + i + "]";
            if (element == null) {
                throw missing(here + " is null");
            }
            walk(element, element.getClass(), here);
        }
    }

    private static void walkComponent(Object owner, RecordComponent component, String place) {
        String here = place.isEmpty() ? Json.name(component) : place + "." + Json.name(component);
        Object value = valueOf(owner, component);
        if (value != null) {
            walk(value, value.getClass(), here);
        } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            throw missing("the field " + here + " is missing");
        }
    }

    private static @Nullable Object valueOf(Object owner, RecordComponent component) {
        try {
            var accessor = Objects.requireNonNull(component.getAccessor());
            accessor.setAccessible(true);
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record " + owner.getClass().getName() + " cannot be read", e);
        }
    }

    private static HoldfastException missing(String message) {
        return new HoldfastException(ErrorCode.INVALID_ARGUMENT, message, "see /openapi.json for what this operation takes");
    }
}
