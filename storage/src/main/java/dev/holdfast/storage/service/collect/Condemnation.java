package dev.holdfast.storage.service.collect;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.service.Rules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Weighs packs and condemns those with too much garbage. What counts is whole segments, because only those can be left behind:
 * a segment is garbage if no chunk in it is marked, or if each marked one has another home. Belongs to one thread.
 */
final class Condemnation {
    private final MetadataStore store;
    private final Rules rules;
    private final CollectionPolicy policy;
    private final Marks marks;
    /** Marked chunks of the packs kept so far: whatever is not in here has no copy in a pack weighed before. */
    private final ChunkFilter kept;

    Condemnation(MetadataStore store, Rules rules, CollectionPolicy policy, Marks marks, long expectedChunks) {
        this.store = store;
        this.rules = rules;
        this.policy = policy;
        this.marks = marks;
        this.kept = new ChunkFilter(expectedChunks);
    }

    /** What weighing a pack showed. */
    private record Weight(PackRow pack, long neededBytes, Set<Fingerprint> marked) {}

    /** What becomes of an unwanted pack: its condemned row, or empty if somebody else changed it first. */
    @FunctionalInterface
    interface Sentence {
        Optional<PackRow> pass(PackRow pack);
    }

    /** Goes through LIVE packs of closed sessions, passes sentence on the unwanted ones and returns those that it condemned. */
    List<PackRow> condemn(List<PackRow> candidates, Sentence sentence, CollectionProgress progress) {
        List<PackRow> condemned = new ArrayList<>();
        List<PackRow> small = new ArrayList<>();
        long done = 0;
        for (PackRow pack : candidates) {
            Optional<Weight> weight = weigh(pack);
            if (weight.isPresent() && isUnwanted(weight.get())) {
                sentence.pass(pack).ifPresent(condemned::add);
            } else if (weight.isPresent()) {
                weight.get().marked().forEach(kept::add);
                if (policy.isSmall(Tally.bytes(pack))) {
                    small.add(pack);
                }
            }
            progress.report(CollectionProgress.Stage.WEIGHING, ++done, candidates.size());
        }
        toMerge(small).forEach(pack -> sentence.pass(pack).ifPresent(condemned::add));
        return condemned;
    }

    private Optional<Weight> weigh(PackRow pack) {
        Optional<PackContents> contents = store.contents(pack.id());
        if (contents.isEmpty()) {
            requireChanged(pack);
            return Optional.empty();
        }
        Set<Fingerprint> duplicates = duplicates(pack.id(), contents.get());
        Set<Fingerprint> marked = new HashSet<>();
        long needed = 0;
        for (PackContents.Segment segment : contents.get().segments()) {
            List<Fingerprint> wanted =
                    segment.chunks().stream().filter(marks::contains).toList();
            marked.addAll(wanted);
            if (!duplicates.containsAll(wanted)) {
                needed += segment.length();
            }
        }
        return Optional.of(new Weight(pack, needed, marked));
    }

    /** Marked chunks that a pack weighed before holds as well, and still does: nobody else was condemned on their account. */
    private Set<Fingerprint> duplicates(PackId pack, PackContents contents) {
        List<Fingerprint> suspects = contents.segments().stream()
                .flatMap(segment -> segment.chunks().stream())
                .filter(chunk -> marks.contains(chunk) && kept.mayContain(chunk))
                .toList();
        Set<Fingerprint> duplicates = new HashSet<>();
        for (int from = 0; from < suspects.size(); from += MetadataService.MAX_BATCH) {
            List<Fingerprint> batch = suspects.subList(from, Math.min(suspects.size(), from + MetadataService.MAX_BATCH));
            List<List<Fact>> copies = store.facts(batch);
            for (int i = 0; i < batch.size(); i++) {
                if (copies.get(i).stream().anyMatch(copy -> rules.isHome(copy, pack))) {
                    duplicates.add(batch.get(i));
                }
            }
        }
        return duplicates;
    }

    private boolean isUnwanted(Weight weight) {
        long bytes = Tally.bytes(weight.pack());
        return weight.neededBytes() == 0 || bytes - weight.neededBytes() > policy.garbageShare() * bytes;
    }

    /** The small packs of each kind of which there are too many. */
    private List<PackRow> toMerge(List<PackRow> small) {
        List<PackRow> merged = new ArrayList<>();
        for (PackKind kind : PackKind.values()) {
            List<PackRow> alike =
                    small.stream().filter(pack -> pack.kind() == kind).toList();
            if (alike.size() > policy.smallPacks()) {
                merged.addAll(alike);
            }
        }
        return merged;
    }

    /** A pack without contents was collected meanwhile, or the index is damaged. */
    private void requireChanged(PackRow pack) {
        if (store.pack(pack.id()).equals(Optional.of(pack))) {
            throw new HoldfastException(
                    ErrorCode.INDEX_DAMAGED,
                    "the index does not know what pack " + pack.id() + " holds",
                    "nothing was deleted; run: holdfast rebuild-index");
        }
    }
}
