package dev.holdfast.engine.repository;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.segment.OpenedSegment;
import dev.holdfast.core.segment.SegmentReader;
import dev.holdfast.core.segment.SegmentWriter;
import dev.holdfast.core.tree.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Opens manifests and finds snapshots by what people write. */
final class Snapshots {
    private static final String LATEST = "latest";
    private static final int MIN_PREFIX_DIGITS = 4;

    private final Repository repository;

    Snapshots(Repository repository) {
        this.repository = repository;
    }

    List<SnapshotInfo> all() {
        List<SnapshotInfo> opened = new ArrayList<>();
        try (SegmentReader reader = new SegmentReader(repository.keys())) {
            for (Snapshot row : repository.metadata().snapshots()) {
                opened.add(open(row, reader));
            }
        }
        return opened;
    }

    SnapshotInfo open(Snapshot row) {
        try (SegmentReader reader = new SegmentReader(repository.keys())) {
            return open(row, reader);
        }
    }

    private static SnapshotInfo open(Snapshot row, SegmentReader reader) {
        try {
            byte[] content = content(reader, row.sealedManifest());
            Manifest manifest = Manifest.decode(content);
            byte[] tags = row.labels().sealedTags();
            return new SnapshotInfo(
                    row, manifest, tags.length == 0 ? manifest.tags() : Manifest.decodeTags(content(reader, tags)));
        } catch (MalformedException e) {
            throw new HoldfastException(
                    ErrorCode.MANIFEST_DAMAGED,
                    "snapshot " + row.id() + " cannot be read: " + e.getMessage(),
                    "run: holdfast rebuild-index",
                    e);
        }
    }

    private static byte[] content(SegmentReader reader, byte[] sealed) {
        OpenedSegment segment = reader.open(sealed, 0, sealed.length);
        if (segment.count() != 1 || segment.type(0) != ChunkType.MANIFEST) {
            throw new MalformedException("its segment holds something else");
        }
        reader.verify(segment, 0);
        return segment.copy(0);
    }

    /** Seals a small text that belongs to a snapshot's row. */
    byte[] seal(byte[] content) {
        try (SegmentWriter writer = repository.newSegmentWriter()) {
            var fingerprint = repository
                    .keys()
                    .newFingerprinter()
                    .fingerprint(ChunkType.MANIFEST, content, 0, content.length);
            return writer.sealSingle(fingerprint, ChunkType.MANIFEST, content, 0, content.length).toBytes();
        }
    }

    /** The snapshot called {@code latest}, or the one whose id starts with the digits. */
    SnapshotInfo resolve(String reference) {
        List<Snapshot> rows = repository.metadata().snapshots();
        if (reference.equals(LATEST)) {
            return open(last(rows, () -> new HoldfastException(
                    ErrorCode.SNAPSHOT_NOT_FOUND, "the repository has no snapshots yet", "run: holdfast backup DIR")));
        }
        String prefix = reference.toLowerCase(Locale.ROOT);
        List<Snapshot> matching = rows.stream()
                .filter(row -> prefix.length() >= MIN_PREFIX_DIGITS && row.id().toString().startsWith(prefix))
                .toList();
        if (matching.size() > 1) {
            throw new HoldfastException(
                    ErrorCode.SNAPSHOT_AMBIGUOUS,
                    matching.size() + " snapshots have an id that starts with " + reference,
                    "write more digits of the id");
        }
        return open(last(matching, () -> new HoldfastException(
                ErrorCode.SNAPSHOT_NOT_FOUND,
                "there is no snapshot '" + reference + "' (write 'latest' or at least four digits of an id)",
                "run: holdfast snapshots")));
    }

    private static Snapshot last(List<Snapshot> rows, Supplier<HoldfastException> none) {
        if (rows.isEmpty()) {
            throw none.get();
        }
        return rows.getLast();
    }
}
