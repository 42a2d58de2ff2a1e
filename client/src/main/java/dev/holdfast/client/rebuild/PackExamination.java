package dev.holdfast.client.rebuild;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.pack.PackBytes;
import dev.holdfast.core.pack.PackHeader;
import dev.holdfast.core.pack.PackLayout;
import dev.holdfast.core.pack.PackReader;
import dev.holdfast.core.pack.PackVerifier;
import dev.holdfast.core.pack.SegmentRange;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.segment.OpenedSegment;
import dev.holdfast.core.segment.SegmentDescriptor;
import dev.holdfast.core.segment.SegmentReader;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.core.tree.TreeReferences;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.storage.service.rebuild.PackCatalogue.Entry;
import dev.holdfast.storage.service.rebuild.PackCatalogue.FoundManifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/** One pack being read from front to back, segment by segment. Used once. */
final class PackExamination {
    /** More than any segment has; a table that says otherwise is not believed. */
    private static final int MAX_SEGMENT_BYTES = 24 << 20;

    private final Repository repository;
    private final SegmentReader reader;
    private final PackId pack;
    private final LongConsumer took;
    private final List<PackContents.Segment> segments = new ArrayList<>();
    private final Map<Fingerprint, References> references = new HashMap<>();
    private final Set<Fingerprint> damaged = new HashSet<>();
    private final List<FoundManifest> manifests = new ArrayList<>();
    private final List<PackDamage> damage = new ArrayList<>();
    private Optional<PackKind> kind = Optional.empty();

    /** @param took hears of bytes when they were read, and may fail to stop everything */
    PackExamination(Repository repository, SegmentReader reader, PackId pack, LongConsumer took) {
        this.repository = repository;
        this.reader = reader;
        this.pack = pack;
        this.took = took;
    }

    /** What could not be read. */
    List<PackDamage> damage() {
        return damage;
    }

    Entry run() {
        PackBytes bytes = PackBytes.in(repository.chunks(), pack);
        PackLayout layout = PackReader.recover(new PackHeader(PackKind.STRUCTURE, pack, repository.config().id()), bytes);
        long end = 0;
        for (SegmentRange range : layout.segments()) {
            // A search may also find segments within a segment, where a file holds some.
            if (range.offset() >= end && examine(range, bytes, layout)) {
                end = range.end();
            }
            took.accept(range.length());
        }
        if (segments.isEmpty()) {
            return new Entry.Unreadable("pack " + pack + " holds nothing that can be opened"
                    + (damage.isEmpty() ? "" : "; " + damage.getFirst().message()));
        }
        if (layout.condition() == PackLayout.Condition.RECOVERED) {
            damage.addFirst(new PackDamage(pack, 0, lossFrom(layout), "pack " + pack + " has a damaged header or table; "
                    + segments.size() + " segments were found by searching for them, others may be missing"));
        }
        return new Entry.Read(
                kind.orElse(layout.header().kind()),
                bytes.sizeBytes(),
                PackVerifier.digest(bytes),
                new PackContents(segments, references),
                damaged,
                manifests);
    }

    private PackDamage.Loss lossFrom(PackLayout layout) {
        return switch (kind.orElse(layout.header().kind())) {
            case DATA -> PackDamage.Loss.CHUNKS;
            case STRUCTURE -> PackDamage.Loss.SNAPSHOTS;
        };
    }

    /** Whether the range is that of a segment, sound or not. */
    private boolean examine(SegmentRange range, PackBytes bytes, PackLayout layout) {
        if (range.length() > MAX_SEGMENT_BYTES) {
            opaque(range, layout, "it claims to be longer than any segment");
            return false;
        }
        byte[] sealed = bytes.read(range.offset(), range.length());
        try {
            OpenedSegment opened = reader.open(sealed, 0, sealed.length);
            enter(range, opened.descriptor());
            chunks(range, opened);
            return true;
        } catch (HoldfastException e) {
            return unsound(range, sealed, layout, requireDamage(e));
        }
    }

    /** A key that is not there may well be the bits of its name that changed. */
    private static HoldfastException requireDamage(HoldfastException failure) {
        if (failure.kind() != ErrorKind.CORRUPTION && failure.code() != ErrorCode.KEY_NOT_FOUND) {
            throw failure;
        }
        return failure;
    }

    private void enter(SegmentRange range, SegmentDescriptor descriptor) {
        segments.add(new PackContents.Segment(range.offset(), range.length(), descriptor.fingerprints()));
        kind = kind.or(() -> Optional.of(descriptor.chunks().getFirst().type().packKind()));
    }

    private boolean unsound(SegmentRange range, byte[] sealed, PackLayout layout, HoldfastException cause) {
        SegmentDescriptor descriptor;
        try {
            descriptor = reader.openDescriptor(sealed, 0, sealed.length);
        } catch (HoldfastException e) {
            opaque(range, layout, String.valueOf(requireDamage(e).getMessage()));
            return false;
        }
        enter(range, descriptor);
        descriptor.chunks().forEach(chunk -> damaged.add(chunk.fingerprint()));
        boolean hasManifest = descriptor.chunks().stream().anyMatch(chunk -> chunk.type() == ChunkType.MANIFEST);
        report(range, hasManifest ? PackDamage.Loss.SNAPSHOTS : PackDamage.Loss.CHUNKS, cause.getMessage()
                + ", " + descriptor.chunks().size() + " chunks");
        return true;
    }

    /** Of what nobody knows what it holds. Where it was only guessed that something lies there, there is nothing to say. */
    private void opaque(SegmentRange range, PackLayout layout, String cause) {
        if (layout.condition() == PackLayout.Condition.INTACT) {
            report(range, lossFrom(layout), cause);
        }
    }

    private void chunks(SegmentRange range, OpenedSegment opened) {
        for (int place = 0; place < opened.count(); place++) {
            ChunkType type = opened.type(place);
            try {
                reader.verify(opened, place);
                if (type != ChunkType.DATA) {
                    structure(opened.fingerprint(place), type, opened.copy(place));
                }
            } catch (HoldfastException e) {
                damagedChunk(range, opened.fingerprint(place), type, String.valueOf(requireDamage(e).getMessage()));
            } catch (MalformedException e) {
                damagedChunk(range, opened.fingerprint(place), type, type + " chunk " + opened.fingerprint(place) + ": " + e.getMessage());
            }
        }
    }

    private void structure(Fingerprint chunk, ChunkType type, byte[] content) {
        references.put(chunk, TreeReferences.of(type, content));
        if (type == ChunkType.MANIFEST) {
            Manifest manifest = Manifest.decode(content);
            manifests.add(new FoundManifest(
                    chunk, manifest.snapshot(), manifest.time().toInstant(), repository.seal(content)));
        }
    }

    private void damagedChunk(SegmentRange range, Fingerprint chunk, ChunkType type, String cause) {
        damaged.add(chunk);
        report(range, type == ChunkType.MANIFEST ? PackDamage.Loss.SNAPSHOTS : PackDamage.Loss.CHUNKS, cause);
    }

    private void report(SegmentRange range, PackDamage.Loss loss, String cause) {
        damage.add(new PackDamage(pack, range.offset(), loss, "pack " + pack + " at " + range.offset() + ": " + cause));
    }
}
