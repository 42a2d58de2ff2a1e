package dev.holdfast.server.flag;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tags of answers given lately, by request. Holds two generations: when the younger is full, the older one is forgotten, so memory
 * is bounded and what is asked for often stays. Thread-safe.
 */
final class KnownTags {
    private static final int GENERATION = 50_000;

    private volatile Map<Key, String> young = new ConcurrentHashMap<>();
    private volatile Map<Key, String> old = Map.of();

    /**
     * A request.
     *
     * @param digest of its body
     * @param offer what stands in the answer beside the flags
     * @param second in which it was answered, or 0 if the answer does not depend on it
     */
    record Key(String digest, String offer, long second) {}

    @Nullable String find(Key key) {
        String tag = young.get(key);
        if (tag != null) {
            return tag;
        }
        String older = old.get(key);
        if (older != null) {
            put(key, older);
        }
        return older;
    }

    void put(Key key, String tag) {
        Map<Key, String> map = young;
        map.put(key, tag);
        if (map.size() >= GENERATION) {
            age();
        }
    }

    /** Once, however many find at the same time that it is full. */
    private synchronized void age() {
        if (young.size() >= GENERATION) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }
}
