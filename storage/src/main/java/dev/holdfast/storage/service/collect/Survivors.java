package dev.holdfast.storage.service.collect;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.pack.PackVerifier;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.storage.metadata.Fact;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.SessionKind;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.service.PackLedger;
import dev.holdfast.storage.service.Rules;
import dev.holdfast.storage.service.SessionLedger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finishes condemned packs: copies the segments that hold a marked chunk without another home into new packs and, once those are
 * sealed, retires the old ones. Segments are copied as they are, without a key, after the digest of the whole pack was found
 * right: bytes that rotted must not get a fresh digest. Belongs to one thread.
 */
final class Survivors implements AutoCloseable {
    private final CollectionSite site;
    private final MetadataStore store;
    private final Rules rules;
    private final CollectionPolicy policy;
    private final PackLedger ledger;
    private final SessionLedger sessions;
    private final Burial burial;
    private final Tally tally;
    private final Map<PackKind, SurvivorPack> open = new EnumMap<>(PackKind.class);
    private @Nullable SessionRow session;

    Survivors(CollectionSite site, Rules rules, CollectionPolicy policy, Burial burial, Tally tally) {
        this.site = site;
        this.store = site.store();
        this.rules = rules;
        this.policy = policy;
        this.ledger = new PackLedger(store, rules);
        this.sessions = new SessionLedger(store);
        this.burial = burial;
        this.tally = tally;
    }

    /** Finishes one drained pack, perhaps only when the pack that its survivors go to is full. */
    void finish(PackRow pack, Marks marks) {
        Optional<PackContents> contents = store.contents(pack.id());
        if (contents.isEmpty()) {
            requireCondemned(pack);
            throw new HoldfastException(
                    ErrorCode.INDEX_DAMAGED,
                    "the index does not know what pack " + pack.id() + " holds",
                    "nothing was deleted; run: holdfast rebuild-index");
        }
        Set<Fingerprint> needed = homeless(pack, chunks(contents.get().segments(), marks::contains));
        boolean reliesOnOpen = needed.removeIf(this::isBeingWritten);
        List<PackContents.Segment> moving = contents.get().segments().stream()
                .filter(segment -> segment.chunks().stream().anyMatch(needed::contains))
                .toList();
        if (!moving.isEmpty()) {
            move(pack, contents.get(), moving);
        } else if (reliesOnOpen) {
            target(pack.kind()).relieve(pack);
        } else {
            bury(pack);
        }
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

    private boolean isBeingWritten(Fingerprint chunk) {
        return open.values().stream().anyMatch(target -> target.holds(chunk));
    }

    private void move(PackRow pack, PackContents contents, List<PackContents.Segment> moving) {
        // In its new pack a damaged copy would pass for a good one.
        Optional<byte[]> bytes = hasDamage(pack, moving) ? Optional.empty() : read(pack);
        if (bytes.isEmpty()) {
            tally.damaged(pack.id());
            return;
        }
        for (PackContents.Segment segment : moving) {
            target(pack.kind(), segment).append(segment, bytes.get(), contents);
        }
        target(pack.kind()).relieve(pack);
    }

    private boolean hasDamage(PackRow pack, List<PackContents.Segment> segments) {
        List<Fact> damaged = new ArrayList<>();
        eachCopies(chunks(segments, chunk -> true), (chunk, copies) -> copies.stream()
                .filter(copy -> copy.location().pack().equals(pack.id()) && copy.condition() == Fact.Condition.BAD)
                .forEach(damaged::add));
        return !damaged.isEmpty();
    }

    /** The pack's bytes, or empty if they may not be copied. */
    private Optional<byte[]> read(PackRow pack) {
        byte[] bytes = new byte[Math.toIntExact(Tally.bytes(pack))];
        if (rules.mayCopy(pack, read(pack.id(), bytes))) {
            return Optional.of(bytes);
        }
        requireCondemned(pack);
        return Optional.empty();
    }

    /** Fills {@code bytes} from a pack and gives their digest, or nothing if the pack is gone or too short. */
    private Optional<Digest> read(PackId pack, byte[] bytes) {
        try {
            site.chunks().read(pack, 0, bytes, 0, bytes.length);
        } catch (HoldfastException e) {
            if (e.kind() != ErrorKind.CORRUPTION) {
                throw e;
            }
            return Optional.empty();
        }
        PackVerifier verifier = new PackVerifier();
        verifier.update(bytes, 0, bytes.length);
        return Optional.of(verifier.finish());
    }

    /** A pack that is not as it was may have been finished by somebody else, whose view is newer than ours. */
    private void requireCondemned(PackRow pack) {
        if (!store.pack(pack.id()).equals(Optional.of(pack))) {
            throw new OvertakenException("pack " + pack.id() + " was finished by another collector");
        }
    }

    private SurvivorPack target(PackKind kind, PackContents.Segment segment) {
        if (!target(kind).hasRoomFor(segment, policy.packBytes())) {
            seal(kind);
        }
        return target(kind);
    }

    private SurvivorPack target(PackKind kind) {
        SurvivorPack target = open.get(kind);
        if (target == null) {
            target = new SurvivorPack(site, ledger.allocate(session().id(), kind), kind);
            open.put(kind, target);
        }
        return target;
    }

    /** The session of this run, opened with the first pack it has to write. */
    private SessionRow session() {
        SessionRow row = session;
        if (row == null) {
            row = sessions.open(SessionKind.COLLECTION, Optional.empty(), site.owner(), site.entropy());
            session = row;
        }
        store.beat(row.id());
        return row;
    }

    private void seal(PackKind kind) {
        try (SurvivorPack target = open.remove(kind)) {
            if (target != null) {
                target.seal(ledger, tally).forEach(this::bury);
            }
        }
    }

    private void bury(PackRow pack) {
        if (burial.retire(pack)) {
            tally.deleted(pack);
        }
    }

    /** Seals what was begun, and with that finishes the last packs. */
    void flush() {
        for (PackKind kind : PackKind.values()) {
            seal(kind);
        }
    }

    /** Gives up what was not sealed and closes the session. */
    @Override
    public void close() {
        List<SurvivorPack> begun = new ArrayList<>(open.values());
        open.clear();
        begun.forEach(SurvivorPack::close);
        SessionRow row = session;
        if (row != null) {
            sessions.expire(row.id());
        }
    }
}
