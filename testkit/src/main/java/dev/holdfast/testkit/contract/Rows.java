package dev.holdfast.testkit.contract;

import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.Id128;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackContents.Segment;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.core.protocol.SnapshotLabels.Protection;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.SessionKind;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionRow.CommittedSnapshot;
import dev.holdfast.storage.metadata.SessionState;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rows for tests: the same number always makes the same row. */
public final class Rows {
    private Rows() {}

    /** The {@code number}-th fingerprint; neighbours in number are far apart in order. */
    public static Fingerprint chunk(long number) {
        byte[] bytes = new byte[Fingerprint.BYTES];
        Seeds.generator(number).nextBytes(bytes);
        return Fingerprint.read(bytes, 0);
    }

    /** Fingerprints {@code from} to {@code to - 1}. */
    public static List<Fingerprint> chunks(int from, int to) {
        return IntStream.range(from, to).mapToObj(Rows::chunk).toList();
    }

    public static SessionId session(long number) {
        return new SessionId(new Id128(Seeds.generator(number).nextLong(), number));
    }

    public static Digest digest(long number) {
        return Digest.of(chunk(number).toBytes());
    }

    /** A row as it is handed to {@link MetadataStore#insert}. */
    public static SessionRow draft(long number) {
        return new SessionRow(
                session(number),
                0,
                1,
                SessionKind.BACKUP,
                SessionState.ACTIVE,
                Optional.empty(),
                new SessionOwner("machine/boot", 4711, number),
                0,
                Optional.empty());
    }

    /** A row with every field in use. */
    public static SessionRow fullDraft(long number) {
        SnapshotLabels labels = new SnapshotLabels(Protection.PROTECTED, new byte[] {1, 2, 3});
        return new SessionRow(
                session(number),
                0,
                Long.MAX_VALUE - 1,
                SessionKind.COLLECTION,
                SessionState.FORGOTTEN,
                Optional.of(session(number + 1)),
                SessionOwner.UNKNOWN,
                Integer.MAX_VALUE,
                Optional.of(new CommittedSnapshot(chunk(number), new byte[100_000], labels)));
    }

    /** What a commit adds. */
    public static CommittedSnapshot snapshot(long number) {
        return new CommittedSnapshot(chunk(number), chunk(number + 1).toBytes(), SnapshotLabels.INITIAL);
    }

    public static PackRow.Sealed sealed(long number) {
        return new PackRow.Sealed(1000 + number, digest(number), 3);
    }

    /** Contents of segments of two chunks each, without references. */
    public static PackContents data(List<Fingerprint> chunks) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i += 2) {
            segments.add(new Segment(64L + 1000L * i, 900, chunks.subList(i, Math.min(i + 2, chunks.size()))));
        }
        return new PackContents(segments, Map.of());
    }

    /** Contents of one structure chunk that refers to others. */
    public static PackContents structure(Fingerprint chunk, References references) {
        return new PackContents(List.of(new Segment(64, 500, List.of(chunk))), Map.of(chunk, references));
    }

    /** Gives out the session's next pack. */
    public static PackRow allocate(MetadataStore store, SessionId session) {
        while (true) {
            SessionRow row = store.session(session).orElseThrow();
            PackRow open = PackRow.open(new PackId(session, row.packs()), PackKind.DATA);
            if (store.allocate(row, row.withPacks(row.packs() + 1), open)) {
                return open;
            }
        }
    }

    /** A new LIVE pack of a session. */
    public static PackRow live(MetadataStore store, SessionId session, PackContents contents) {
        PackRow open = allocate(store, session);
        store.putContents(open.id(), contents);
        PackRow live = open.live(sealed(open.id().ordinal()));
        if (!store.compareAndSet(open, live)) {
            throw new AssertionError("nobody else changes " + open.id());
        }
        return live;
    }

    /** All of a row as text, arrays too; two rows are the same if their texts are. */
    public static String text(SessionRow row) {
        String snapshot = row.snapshot().map(Rows::text).orElse("none");
        return row.id() + " " + row.sequence() + " " + row.version() + " " + row.kind() + " " + row.state() + " " + row.parent() + " "
                + row.owner() + " " + row.packs() + " " + snapshot;
    }

    private static String text(CommittedSnapshot snapshot) {
        HexFormat hex = HexFormat.of();
        return snapshot.manifest() + "/" + hex.formatHex(snapshot.sealedManifest()) + "/" + snapshot.labels().protection() + "/"
                + hex.formatHex(snapshot.labels().sealedTags());
    }
}
