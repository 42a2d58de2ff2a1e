package dev.holdfast.storage.service.collect;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.service.Rules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Tells what of a condemned pack is needed still. Changes nothing; belongs to one thread. */
final class Remains {
    private final MetadataStore store;
    private final Rules rules;

    Remains(MetadataStore store, Rules rules) {
        this.store = store;
        this.rules = rules;
    }

    /**
     * What of a pack is needed.
     *
     * @param moving segments with a marked chunk that has no home elsewhere
     * @param reliesOnOpen whether some chunk's only other copy is being written
     */
    record Need(PackContents contents, List<PackContents.Segment> moving, boolean reliesOnOpen) {}

    /** Looks at one pack; {@code isBeingWritten} knows the chunks that were moved already to a pack that is not LIVE yet. */
    Need of(PackRow pack, Marks marks, Predicate<Fingerprint> isBeingWritten) {
        Optional<PackContents> contents = store.contents(pack.id());
        if (contents.isEmpty()) {
            requireCondemned(pack);
            throw new HoldfastException(
                    ErrorCode.INDEX_DAMAGED,
                    "the index does not know what pack " + pack.id() + " holds",
                    "nothing was deleted; run: holdfast rebuild-index");
        }
        Set<Fingerprint> needed = homeless(pack, chunks(contents.get().segments(), marks::contains));
        boolean reliesOnOpen = needed.removeIf(isBeingWritten);
        List<PackContents.Segment> moving = contents.get().segments().stream()
                .filter(segment -> segment.chunks().stream().anyMatch(needed::contains))
                .toList();
        return new Need(contents.get(), moving, reliesOnOpen);
    }

    private static List<Fingerprint> chunks(List<PackContents.Segment> segments, Predicate<Fingerprint> wanted) {
        return segments.stream()
                .flatMap(segment -> segment.chunks().stream())
                .filter(wanted)
                .toList();
    }

    /** Those of {@code chunks} that only this pack, or others on their way out, hold. */
    private Set<Fingerprint> homeless(PackRow pack, List<Fingerprint> chunks) {
        Set<Fingerprint> homeless = new HashSet<>();
        eachCopies(chunks, (chunk, copies) -> {
            if (copies.stream().noneMatch(copy -> rules.isHome(copy, pack.id()))) {
                homeless.add(chunk);
            }
        });
        return homeless;
    }

    private void eachCopies(List<Fingerprint> chunks, BiConsumer<Fingerprint, List<Fact>> each) {
        for (int from = 0; from < chunks.size(); from += MetadataService.MAX_BATCH) {
            List<Fingerprint> batch = chunks.subList(from, Math.min(chunks.size(), from + MetadataService.MAX_BATCH));
            List<List<Fact>> copies = store.facts(batch);
            for (int i = 0; i < batch.size(); i++) {
                each.accept(batch.get(i), copies.get(i));
            }
        }
    }

    /** Whether some chunk of the pack's {@code segments} is marked as damaged. */
    boolean hasDamage(PackRow pack, List<PackContents.Segment> segments) {
        List<Fact> damaged = new ArrayList<>();
        eachCopies(chunks(segments, chunk -> true), (chunk, copies) -> copies.stream()
                .filter(copy -> copy.location().pack().equals(pack.id()) && copy.condition() == Fact.Condition.BAD)
                .forEach(damaged::add));
        return !damaged.isEmpty();
    }

    /** A pack that is not as it was may have been finished by somebody else, whose view is newer than ours. */
    void requireCondemned(PackRow pack) {
        if (!store.pack(pack.id()).equals(Optional.of(pack))) {
            throw new OvertakenException("pack " + pack.id() + " was finished by another collector");
        }
    }
}
