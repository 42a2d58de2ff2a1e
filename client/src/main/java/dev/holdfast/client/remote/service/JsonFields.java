package dev.holdfast.client.remote.service;

import dev.holdfast.core.codec.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The members of an object of JSON in an answer, whose values are kept as they are. */
record JsonFields(Map<?, ?> map) {
    Optional<Object> value(String name) {
        return Optional.ofNullable(map.get(name));
    }

    String text(String name) {
        return value(name).filter(String.class::isInstance).map(String.class::cast).orElseThrow(() -> wrong(name));
    }

    long number(String name) {
        return value(name).filter(Double.class::isInstance).map(Double.class::cast).orElseThrow(() -> wrong(name)).longValue();
    }

    JsonFields object(String name) {
        return new JsonFields(value(name).filter(Map.class::isInstance).map(Map.class::cast).orElseThrow(() -> wrong(name)));
    }

    List<JsonFields> objects(String name) {
        List<JsonFields> objects = new ArrayList<>();
        for (Object element : value(name).filter(List.class::isInstance).map(List.class::cast).orElseThrow(() -> wrong(name))) {
            if (!(element instanceof Map<?, ?> member)) {
                throw wrong(name);
            }
            objects.add(new JsonFields(member));
        }
        return objects;
    }

    /** All members by name, without those that are null. */
    Map<String, Object> members() {
        Map<String, Object> members = new TreeMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                members.put(String.valueOf(name), value);
            }
        });
        return members;
    }

    private static MalformedException wrong(String name) {
        return new MalformedException("'" + name + "' in the answer is missing, or of another kind than it should be");
    }
}
