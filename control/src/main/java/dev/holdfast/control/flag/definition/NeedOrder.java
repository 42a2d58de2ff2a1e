package dev.holdfast.control.flag.definition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Flags that need others, each after those that it needs.
 *
 * @param keys those for which there is such an order
 * @param circular those that need each other, so that there is none
 */
record NeedOrder(List<String> keys, SortedSet<String> circular) {
    static NeedOrder of(SortedMap<String, Prerequisites> all) {
        Map<String, List<String>> needs = new TreeMap<>();
        all.forEach((key, prerequisites) ->
                needs.put(key, prerequisites.wanted().keySet().stream().filter(other -> all.containsKey(other) && !other.equals(key)).toList()));
        List<String> keys = withoutEdges(needs);
        keys.forEach(needs::remove);
        // What only depends on a circle is in none.
        withoutEdges(turned(needs)).forEach(needs::remove);
        return new NeedOrder(keys, new TreeSet<>(needs.keySet()));
    }

    private static Map<String, List<String>> turned(Map<String, List<String>> needs) {
        Map<String, List<String>> turned = new TreeMap<>();
        needs.keySet().forEach(key -> turned.put(key, new ArrayList<>()));
        needs.forEach((key, others) -> others.forEach(other -> {
            List<String> back = turned.get(other);
            if (back != null) {
                back.add(key);
            }
        }));
        return turned;
    }

    /** The nodes that can be taken out one after the other because nothing leads on from them any more (Kahn). */
    private static List<String> withoutEdges(Map<String, List<String>> edges) {
        Map<String, Integer> left = new HashMap<>();
        Map<String, List<String>> back = new HashMap<>();
        Deque<String> free = new ArrayDeque<>();
        edges.forEach((from, all) -> {
            List<String> inside = all.stream().filter(edges::containsKey).toList();
            left.put(from, inside.size());
            inside.forEach(to -> back.computeIfAbsent(to, absent -> new ArrayList<>()).add(from));
            if (inside.isEmpty()) {
                free.add(from);
            }
        });
        List<String> taken = new ArrayList<>();
        while (!free.isEmpty()) {
            String key = free.remove();
            taken.add(key);
            for (String from : back.getOrDefault(key, List.of())) {
                if (left.merge(from, -1, Integer::sum) == 0) {
                    free.add(from);
                }
            }
        }
        return taken;
    }
}
