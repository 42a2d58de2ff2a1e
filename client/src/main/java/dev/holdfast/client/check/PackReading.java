package dev.holdfast.client.check;

import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.segment.OpenedSegment;
import dev.holdfast.core.segment.SegmentReader;
import dev.holdfast.engine.repository.Repository;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads whole packs from front to back: every byte goes into the digest, every segment is opened, every chunk fingerprinted. Belongs
 * to one worker.
 */
final class PackReading implements AutoCloseable {
    private final Repository repository;
    private final CheckCounters counters;
    private final SegmentReader segments;
    private byte[] buffer = new byte[1 << 20];

    PackReading(Repository repository, CheckCounters counters) {
        this.repository = repository;
        this.counters = counters;
        this.segments = new SegmentReader(repository.keys());
    }

    /** What is wrong with a pack of that length and digest; empty if nothing is. */
    List<Finding> read(PackId pack, long sizeBytes, Digest digest, PackContents contents) {
        List<Finding> findings = new ArrayList<>();
        MessageDigest actual = Sha256.newDigest();
        long position = 0;
        for (PackContents.Segment segment : contents.segments()) {
            position = digest(pack, position, segment.offset(), actual);
            load(pack, segment.offset(), segment.length());
            actual.update(buffer, 0, segment.length());
            position += segment.length();
            verify(pack, segment, findings);
        }
        digest(pack, position, sizeBytes, actual);
        if (findings.isEmpty() && !Digest.of(actual.digest()).equals(digest)) {
            findings.add(new Finding.PackFrameDamaged(pack));
        }
        return findings;
    }

    private long digest(PackId pack, long from, long to, MessageDigest digest) {
        long position = from;
        while (position < to) {
            int length = (int) Math.min(buffer.length, to - position);
            load(pack, position, length);
            digest.update(buffer, 0, length);
            position += length;
        }
        return position;
    }

    private void load(PackId pack, long offset, int length) {
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        repository.chunks().read(pack, offset, buffer, 0, length);
        counters.bytesRead.add(length);
    }

    private void verify(PackId pack, PackContents.Segment segment, List<Finding> findings) {
        try {
            OpenedSegment opened = segments.openShared(buffer, 0, segment.length());
            segments.verifyAll(opened);
            if (!opened.descriptor().fingerprints().equals(segment.chunks())) {
                findings.add(damaged(pack, segment, "it holds other chunks than the index says"));
            }
        } catch (HoldfastException e) {
            // A key that is not there may well be the bits of its name that changed.
            if (e.kind() != ErrorKind.CORRUPTION && e.code() != ErrorCode.KEY_NOT_FOUND) {
                throw e;
            }
            findings.add(damaged(pack, segment, String.valueOf(e.getMessage())));
        }
    }

    private static Finding damaged(PackId pack, PackContents.Segment segment, String cause) {
        return new Finding.PackDamaged(
                pack,
                segment.offset(),
                segment.chunks(),
                "pack " + pack + " at " + segment.offset() + " with " + segment.chunks().size() + " chunks: " + cause);
    }

    @Override
    public void close() {
        segments.close();
    }
}
