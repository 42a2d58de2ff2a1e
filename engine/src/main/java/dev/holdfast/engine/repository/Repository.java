package dev.holdfast.engine.repository;

import dev.holdfast.core.chunk.Cutter;
import dev.holdfast.core.chunk.FastCdc;
import dev.holdfast.core.chunk.FixedCutter;
import dev.holdfast.core.chunk.RabinCutter;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.protocol.OpenedSession;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.segment.SegmentWriter;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.core.tree.StructureSource;
import dev.holdfast.engine.work.WorkThreads;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** An opened repository. Thread-safe; closing it closes what it was opened with. */
public final class Repository implements AutoCloseable {
    private final Parts parts;
    private final Snapshots snapshots = new Snapshots(this);
    private final StructureReader structures;
    private final SegmentCache chunkCache;

    public Repository(Parts parts) {
        this(parts, Caches.STANDARD);
    }

    public Repository(Parts parts, Caches caches) {
        this.parts = parts;
        this.structures = new StructureReader(this, caches.structureBytes);
        this.chunkCache = new SegmentCache(caches.chunkBytes);
    }

    /**
     * How much of what was read is kept.
     *
     * @param structureBytes for directories and piece lists
     * @param chunkBytes for content
     */
    public record Caches(long structureBytes, long chunkBytes) {
        /** For a process that works on one repository. */
        public static final Caches STANDARD = new Caches(16L << 20, 24L << 20);
    }

    /**
     * What a repository is opened with.
     *
     * @param metadata in process or remote
     * @param chunks in process or remote
     * @param owner who this process is, for the sessions it opens
     */
    public record Parts(
            RepositoryConfig config,
            KeyRing keys,
            RepositoryFiles files,
            MetadataService metadata,
            ChunkStore chunks,
            SessionOwner owner,
            Clock clock,
            Entropy entropy) {}

    public RepositoryConfig config() {
        return parts.config;
    }

    public KeyRing keys() {
        return parts.keys;
    }

    public RepositoryFiles files() {
        return parts.files;
    }

    public MetadataService metadata() {
        return parts.metadata;
    }

    public ChunkStore chunks() {
        return parts.chunks;
    }

    public SessionOwner owner() {
        return parts.owner;
    }

    public Clock clock() {
        return parts.clock;
    }

    public Entropy entropy() {
        return parts.entropy;
    }

    /** All snapshots, oldest first. */
    public List<SnapshotInfo> snapshots() {
        return snapshots.all();
    }

    /** Opens one snapshot's manifest. */
    public SnapshotInfo open(Snapshot row) {
        return snapshots.open(row);
    }

    /**
     * The snapshot that people call {@code latest}, or write at least four digits of the id of.
     *
     * @throws dev.holdfast.core.error.HoldfastException SNAPSHOT_NOT_FOUND or SNAPSHOT_AMBIGUOUS
     */
    public SnapshotInfo resolve(String reference) {
        return snapshots.resolve(reference);
    }

    /** Seals a manifest or tags for a snapshot's row. */
    public byte[] seal(byte[] content) {
        return snapshots.seal(content);
    }

    /** Reads directories and piece lists of any snapshot; thread-safe. */
    public StructureSource structures() {
        return structures;
    }

    /** A reader of chunks for one thread; readers share a cache of segments. */
    public ChunkReader newChunkReader() {
        return new ChunkReader(this, chunkCache);
    }

    /** A writer of segments for one thread. */
    public SegmentWriter newSegmentWriter() {
        return new SegmentWriter(parts.keys, parts.entropy, parts.config.compressionLevel());
    }

    /** The cutter that the repository was made with. */
    public Cutter cutter() {
        int average = parts.config.cutter().averageBytes();
        return switch (parts.config.cutter().algorithm()) {
            case FASTCDC -> new FastCdc(parts.keys.cuttingKey(), average);
            case RABIN -> new RabinCutter(average);
            case FIXED -> new FixedCutter(average);
        };
    }

    /** Opens a session, which is kept alive by {@link #keepAlive}. */
    public OpenedSession openSession(SessionRequest request) {
        return parts.metadata.open(request);
    }

    /** Keeps a session alive until the result is closed. */
    public Heartbeat keepAlive(SessionId session) {
        return new Heartbeat(parts.metadata, session, threads("heartbeat"));
    }

    /** How many workers suit this machine. */
    public int workers() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Makes the threads of work on this repository. */
    public ThreadFactory threads(String name) {
        return WorkThreads.named(name);
    }

    /** Gives up readers and caches, and leaves open what this was opened with: for whoever shares that with others. */
    public void release() {
        structures.close();
        chunkCache.clear();
    }

    @Override
    public void close() {
        release();
        parts.metadata.close();
        parts.chunks.close();
    }
}
