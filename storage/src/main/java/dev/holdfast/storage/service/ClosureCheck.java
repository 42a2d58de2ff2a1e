package dev.holdfast.storage.service;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.References;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.SessionRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One walk from a new manifest over everything it reaches, to find what is not there.
 *
 * <p>Where the session pins a parent, the walk goes down both trees level by level: what occurs among the children of the
 * parent's nodes belongs to the parent's closure, which the pin keeps whole, and is neither walked nor looked up. The cost is
 * that of the difference. Memory holds the structure chunks of the difference and one batch of questions.
 */
final class ClosureCheck {
    /** More old nodes than this on one level are not looked at; what they would have covered is looked up instead. */
    private static final int MAX_OLD_NODES = 65_536;

    /** Chunks of the session's own packs that are kept in memory, at most 64 MiB; all further ones are looked up. */
    private static final int MAX_OWN = 750_000;

    private final MetadataStore store;
    private final long sequence;
    private final FingerprintSet own = new FingerprintSet();
    private final FingerprintSet visited = new FingerprintSet();
    private final List<Fingerprint> batch = new ArrayList<>(MetadataService.MAX_BATCH);
    private final Set<Fingerprint> missing = new LinkedHashSet<>();

    /** @param session the one that wants to commit */
    ClosureCheck(MetadataStore store, SessionRow session) {
        this.store = store;
        this.sequence = session.sequence();
    }

    /**
     * Takes what the session has sealed itself for present without looking each chunk up. Right as long as no copy is known to
     * be damaged: the packs are younger than the session, so none of them can go before it is closed.
     */
    ClosureCheck trusting(SessionRow session) {
        for (int ordinal = 0; ordinal < session.packs() && own.size() < MAX_OWN; ordinal++) {
            PackId pack = new PackId(session.id(), ordinal);
            if (store.pack(pack).filter(this::waitsForSession).isPresent()) {
                store.contents(pack).ifPresent(contents -> contents.segments()
                        .forEach(segment -> segment.chunks().forEach(own::add)));
            }
        }
        return this;
    }

    /** What is missing of {@code manifest}'s closure, at most one batch of it. {@code covered} is the pinned parent's manifest. */
    List<Fingerprint> missing(Fingerprint manifest, Optional<Fingerprint> covered) {
        if (covered.equals(Optional.of(manifest))) {
            return List.of();
        }
        List<Fingerprint> level = List.of(manifest);
        Set<Fingerprint> old = covered.map(Set::of).orElse(Set.of());
        ask(manifest);
        while (!level.isEmpty() && missing.size() < MetadataService.MAX_BATCH) {
            Children known = childrenOf(old);
            level = descend(level, known);
            old = known.structures;
        }
        flush();
        return missing.stream().limit(MetadataService.MAX_BATCH).toList();
    }

    /** The children of the pinned parent's nodes on one level. */
    private record Children(Set<Fingerprint> structures, Set<Fingerprint> data) {}

    private Children childrenOf(Set<Fingerprint> nodes) {
        Children children = new Children(new HashSet<>(), new HashSet<>());
        nodes.stream().limit(MAX_OLD_NODES).forEach(node -> store.references(node).ifPresent(references -> {
            children.structures.addAll(references.structures());
            children.data.addAll(references.data());
        }));
        return children;
    }

    /** Looks at the children of one level and returns the next: those that the parent does not cover. */
    private List<Fingerprint> descend(List<Fingerprint> level, Children known) {
        List<Fingerprint> next = new ArrayList<>();
        Set<Fingerprint> matched = new HashSet<>();
        for (Fingerprint node : level) {
            Optional<References> references = store.references(node);
            if (references.isEmpty()) {
                missing.add(node);
                continue;
            }
            for (Fingerprint child : references.get().structures()) {
                if (known.structures.contains(child)) {
                    matched.add(child);
                } else if (visited.add(child)) {
                    next.add(child);
                    ask(child);
                }
            }
            references.get().data().stream().filter(child -> !known.data.contains(child)).forEach(this::ask);
        }
        known.structures.removeAll(matched);
        return next;
    }

    private void ask(Fingerprint chunk) {
        if (own.contains(chunk)) {
            return;
        }
        batch.add(chunk);
        if (batch.size() == MetadataService.MAX_BATCH) {
            flush();
        }
    }

    private void flush() {
        BitSet present = store.present(batch);
        List<Fingerprint> doubtful = new ArrayList<>();
        for (int i = present.nextClearBit(0); i < batch.size(); i = present.nextClearBit(i + 1)) {
            doubtful.add(batch.get(i));
        }
        batch.clear();
        List<List<Fact>> facts = doubtful.isEmpty() ? List.of() : store.facts(doubtful);
        for (int i = 0; i < doubtful.size(); i++) {
            if (facts.get(i).stream().noneMatch(this::isHeld)) {
                missing.add(doubtful.get(i));
            }
        }
    }

    /**
     * Whether a copy outlives this session although its pack is condemned: it was condemned after the session opened, so its
     * barrier waits for the session to close, and whoever then finishes the pack finds the session committed.
     */
    private boolean isHeld(Fact copy) {
        if (copy.condition() != Fact.Condition.GOOD) {
            return false;
        }
        return switch (copy.state()) {
            case LIVE -> true;
            case CONDEMNED ->
                store.pack(copy.location().pack()).filter(this::waitsForSession).isPresent();
            case OPEN, RETIRED -> false;
        };
    }

    private boolean waitsForSession(PackRow pack) {
        return switch (pack.state()) {
            case LIVE -> true;
            case CONDEMNED ->
                pack.barrier().isEmpty() || pack.barrier().getAsLong() >= sequence;
            case OPEN, RETIRED -> false;
        };
    }
}
