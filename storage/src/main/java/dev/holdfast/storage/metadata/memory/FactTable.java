package dev.holdfast.storage.metadata.memory;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.References;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.PackState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What is known of packs' contents: facts, references and damage marks. Guarded by its owner. */
final class FactTable {
    private final Map<PackId, PackContents> contents = new HashMap<>();
    private final Map<Fingerprint, List<Location>> copies = new HashMap<>();
    private final Map<Fingerprint, References> references = new HashMap<>();
    /** Sorted by chunk, so that the first few damaged ones are the same ones each time. */
    private final Map<Fingerprint, Set<PackId>> bad = new TreeMap<>();

    void put(PackId pack, PackContents next) {
        if (contents.containsKey(pack)) {
            remove(pack);
        }
        contents.put(pack, next);
        for (PackContents.Segment segment : next.segments()) {
            for (int place = 0; place < segment.chunks().size(); place++) {
                Location location = new Location(pack, segment.offset(), segment.length(), place);
                List<Location> known = copies.computeIfAbsent(segment.chunks().get(place), chunk -> new ArrayList<>(1));
                known.removeIf(other -> other.pack().equals(pack));
                known.add(location);
            }
        }
        references.putAll(next.references());
    }

    void remove(PackId pack) {
        PackContents gone = contents.remove(pack);
        if (gone == null) {
            return;
        }
        clearBad(pack);
        for (PackContents.Segment segment : gone.segments()) {
            for (Fingerprint chunk : segment.chunks()) {
                List<Location> known = copies.getOrDefault(chunk, new ArrayList<>());
                known.removeIf(location -> location.pack().equals(pack));
                if (known.isEmpty()) {
                    copies.remove(chunk);
                    references.remove(chunk);
                }
            }
        }
    }

    Optional<PackContents> contents(PackId pack) {
        return Optional.ofNullable(contents.get(pack));
    }

    Optional<References> references(Fingerprint chunk) {
        return Optional.ofNullable(references.get(chunk));
    }

    boolean hasGood(Fingerprint chunk, Predicate<PackId> counts) {
        for (Location location : copies.getOrDefault(chunk, List.of())) {
            if (counts.test(location.pack()) && !isBad(chunk, location.pack())) {
                return true;
            }
        }
        return false;
    }

    List<Fact> of(Fingerprint chunk, Function<PackId, PackState> state) {
        return copies.getOrDefault(chunk, List.of()).stream()
                .map(location -> new Fact(location, state.apply(location.pack()), condition(chunk, location.pack())))
                .toList();
    }

    private Fact.Condition condition(Fingerprint chunk, PackId pack) {
        return isBad(chunk, pack) ? Fact.Condition.BAD : Fact.Condition.GOOD;
    }

    private boolean isBad(Fingerprint chunk, PackId pack) {
        return bad.getOrDefault(chunk, Set.of()).contains(pack);
    }

    void markBad(PackId pack, Collection<Fingerprint> chunks) {
        for (Fingerprint chunk : chunks) {
            if (copies.getOrDefault(chunk, List.of()).stream().anyMatch(location -> location.pack().equals(pack))) {
                bad.computeIfAbsent(chunk, marked -> new HashSet<>()).add(pack);
            }
        }
    }

    void clearBad(PackId pack) {
        bad.values().removeIf(packs -> packs.remove(pack) && packs.isEmpty());
    }

    List<Fingerprint> damaged(int limit, Predicate<PackId> readable) {
        return bad.keySet().stream().filter(chunk -> !hasGood(chunk, readable)).limit(limit).toList();
    }

    long count() {
        return copies.values().stream().mapToLong(List::size).sum();
    }
}
