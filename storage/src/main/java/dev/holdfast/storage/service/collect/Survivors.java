package dev.holdfast.storage.service.collect;

import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.pack.PackVerifier;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.SessionKind;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.service.PackLedger;
import dev.holdfast.storage.service.Rules;
import dev.holdfast.storage.service.SessionLedger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Remains remains;
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
        this.remains = new Remains(site.store(), rules);
        this.policy = policy;
        this.ledger = new PackLedger(store, rules);
        this.sessions = new SessionLedger(store);
        this.burial = burial;
        this.tally = tally;
    }

    /** Finishes one drained pack, perhaps only when the pack that its survivors go to is full. */
    void finish(PackRow pack, Marks marks) {
        Remains.Need need = remains.of(pack, marks, this::isBeingWritten);
        if (!need.moving().isEmpty()) {
            move(pack, need.contents(), need.moving());
        } else if (need.reliesOnOpen()) {
            target(pack.kind()).relieve(pack);
        } else {
            bury(pack);
        }
    }

    private boolean isBeingWritten(Fingerprint chunk) {
        return open.values().stream().anyMatch(target -> target.holds(chunk));
    }

    private void move(PackRow pack, PackContents contents, List<PackContents.Segment> moving) {
        // In its new pack a damaged copy would pass for a good one.
        Optional<byte[]> bytes = remains.hasDamage(pack, moving) ? Optional.empty() : read(pack);
        if (bytes.isEmpty()) {
            tally.damaged(pack.id());
            return;
        }
        for (PackContents.Segment segment : moving) {
            target(pack.kind(), segment).append(segment, bytes.get(), contents);
        }
        target(pack.kind()).relieve(pack);
    }

    /** The pack's bytes, or empty if they may not be copied. */
    private Optional<byte[]> read(PackRow pack) {
        byte[] bytes = new byte[Math.toIntExact(Tally.bytes(pack))];
        if (rules.mayCopy(pack, read(pack.id(), bytes))) {
            return Optional.of(bytes);
        }
        remains.requireCondemned(pack);
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
