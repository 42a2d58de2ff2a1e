package dev.holdfast.engine.repository;

import dev.holdfast.core.crypto.ByteSlice;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.ErrorKind;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.segment.OpenedSegment;
import dev.holdfast.core.segment.SegmentReader;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads chunks and verifies each: its content must have its fingerprint. A chunk with several copies is read from the next if one
 * fails. Belongs to one thread.
 */
public final class ChunkReader implements AutoCloseable {
    private final MetadataService metadata;
    private final ChunkStore chunks;
    private final SegmentReader segments;
    private final SegmentCache cache;
    private byte[] sealed = new byte[0];

    ChunkReader(Repository repository, SegmentCache cache) {
        this.metadata = repository.metadata();
        this.chunks = repository.chunks();
        this.segments = new SegmentReader(repository.keys());
        this.cache = cache;
    }

    /** Reads a chunk wherever it is. The slice must not be changed. */
    public ByteSlice read(Fingerprint chunk, ChunkType type) {
        return read(chunk, type, locate(chunk));
    }

    private List<Location> locate(Fingerprint chunk) {
        return metadata.locate(List.of(chunk)).getFirst();
    }

    /**
     * Reads a chunk from the first of its locations that has it. If none of them has, the chunk may have been copied to another pack
     * since they were looked up, or they were not all there are: it is looked up once more.
     *
     * @throws HoldfastException CHUNK_MISSING if there is no location, or what the last location failed with
     */
    public ByteSlice read(Fingerprint chunk, ChunkType type, List<Location> locations) {
        return read(chunk, type, locations, this::open);
    }

    /** The same for whoever is done with the slice before the next call, which writes over it: the cheaper way through long files. */
    public ByteSlice readShared(Fingerprint chunk, ChunkType type, List<Location> locations) {
        return read(chunk, type, locations, this::openShared);
    }

    private ByteSlice read(Fingerprint chunk, ChunkType type, List<Location> locations, Function<Location, OpenedSegment> opening) {
        try {
            return readFirst(chunk, type, locations, opening);
        } catch (HoldfastException e) {
            List<Location> now = e.kind() == ErrorKind.CORRUPTION ? metadata.relocate(List.of(chunk)).getFirst() : locations;
            if (now.equals(locations)) {
                throw e;
            }
            return readFirst(chunk, type, now, opening);
        }
    }

    private ByteSlice readFirst(
            Fingerprint chunk, ChunkType type, List<Location> locations, Function<Location, OpenedSegment> opening) {
        HoldfastException failure = null;
        for (Location location : locations) {
            try {
                return chunk(chunk, type, location, opening.apply(location));
            } catch (HoldfastException e) {
                if (e.kind() != ErrorKind.CORRUPTION) {
                    throw e;
                }
                failure = e;
            }
        }
        throw failure != null ? failure : missing(chunk);
    }

    private ByteSlice chunk(Fingerprint chunk, ChunkType type, Location location, OpenedSegment segment) {
        int place = location.place();
        if (place >= segment.count() || segment.type(place) != type || !segment.fingerprint(place).equals(chunk)) {
            throw damaged(location, "another chunk lies where " + chunk + " should", null);
        }
        try {
            segments.verify(segment, place);
        } catch (HoldfastException e) {
            throw damaged(location, String.valueOf(e.getMessage()), e);
        }
        return segment.slice(place);
    }

    private OpenedSegment open(Location location) {
        return cache.find(location).orElseGet(() -> {
            OpenedSegment segment = load(location, segments::open);
            cache.put(location, segment);
            return segment;
        });
    }

    /** Only groups are kept: of a segment with one chunk there is nothing more to read. */
    private OpenedSegment openShared(Location location) {
        return cache.find(location).orElseGet(() -> {
            OpenedSegment segment = load(location, segments::openShared);
            if (segment.count() > 1) {
                cache.put(location, segment.detached());
            }
            return segment;
        });
    }

    /** A way to open what lies in a range of an array. */
    private interface Opener {
        OpenedSegment open(byte[] sealed, int offset, int length);
    }

    private OpenedSegment load(Location location, Opener opener) {
        if (sealed.length < location.length()) {
            sealed = new byte[location.length()];
        }
        chunks.read(location.pack(), location.offset(), sealed, 0, location.length());
        try {
            return opener.open(sealed, 0, location.length());
        } catch (HoldfastException e) {
            // A key that is not there may well be the bits of its name that changed.
            boolean isDamage = e.code() == ErrorCode.CHUNK_DAMAGED || e.code() == ErrorCode.KEY_NOT_FOUND;
            throw isDamage ? damaged(location, String.valueOf(e.getMessage()), e) : e;
        }
    }

    private static HoldfastException missing(Fingerprint chunk) {
        return new HoldfastException(
                ErrorCode.CHUNK_MISSING,
                "chunk " + chunk + " is nowhere in the repository",
                "run: holdfast check, then back up the same files again, which stores the chunk anew");
    }

    private static HoldfastException damaged(Location location, String cause, @Nullable Throwable original) {
        return new HoldfastException(
                ErrorCode.CHUNK_DAMAGED,
                "pack " + location.pack() + " at " + location.offset() + ": " + cause,
                "run: holdfast check --read-data, then back up the same files again, which stores the chunk anew",
                original);
    }

    @Override
    public void close() {
        segments.close();
    }
}
