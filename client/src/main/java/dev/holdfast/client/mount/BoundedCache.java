package dev.holdfast.client.mount;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The values used last, up to a total weight. Thread-safe.
 *
 * @param <K> keys
 * @param <V> values, whose weight never changes
 */
final class BoundedCache<K, V> {
    private final long capacity;
    private final ToLongFunction<V> weigher;
    private final Map<K, V> values = new LinkedHashMap<>(64, 0.75f, true);
    private long weight;

    BoundedCache(long capacity, ToLongFunction<V> weigher) {
        this.capacity = capacity;
        this.weigher = weigher;
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    synchronized void put(K key, V value) {
        V replaced = values.put(key, value);
        weight += weigher.applyAsLong(value) - (replaced == null ? 0 : weigher.applyAsLong(replaced));
        var eldest = values.entrySet().iterator();
        while (weight > capacity && values.size() > 1) {
            weight -= weigher.applyAsLong(eldest.next().getValue());
            eldest.remove();
        }
    }

    synchronized void remove(K key) {
        V removed = values.remove(key);
        weight -= removed == null ? 0 : weigher.applyAsLong(removed);
    }
}
