package dev.holdfast.control.flag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Breaks one thing somewhere in a JSON value. */
final class RandomDamage {
    private static final List<String> KEYS = List.of(
            "if", "==", "var", "fractional", "sem_ver", "starts_with", "missing", "missing_some", "reduce", "!", "substr", "$ref", "nope", "");

    private final Random random;

    RandomDamage(Random random) {
        this.random = random;
    }

    @Nullable Object damaged(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map when !map.isEmpty() && random.nextInt(8) != 0 -> map(map);
            case List<?> list when !list.isEmpty() && random.nextInt(6) != 0 -> list(list);
            case null, default -> junk();
        };
    }

    private Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> damaged = new LinkedHashMap<>();
        map.forEach((key, value) -> damaged.put((String) key, value));
        String key = List.copyOf(damaged.keySet()).get(random.nextInt(damaged.size()));
        switch (random.nextInt(8)) {
            case 0 -> damaged.remove(key);
            case 1 -> damaged.put(pick(KEYS), damaged.remove(key));
            case 2 -> damaged.put(pick(KEYS), junk());
            default -> damaged.put(key, damaged(damaged.get(key)));
        }
        return damaged;
    }

    private List<@Nullable Object> list(List<?> list) {
        List<@Nullable Object> damaged = new ArrayList<>(list);
        int index = random.nextInt(damaged.size());
        switch (random.nextInt(8)) {
            case 0 -> damaged.remove(index);
            case 1 -> damaged.add(index, junk());
            default -> damaged.set(index, damaged(damaged.get(index)));
        }
        return damaged;
    }

    private @Nullable Object junk() {
        return switch (random.nextInt(9)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt(10) - 2.0;
            case 3 -> 0.5;
            case 4 -> "junk";
            case 5 -> Map.of();
            case 6 -> new ArrayList<>();
            case 7 -> Map.of("var", random.nextBoolean() ? "a" : "$flagd.nope");
            default -> List.of("on", 1.0);
        };
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
