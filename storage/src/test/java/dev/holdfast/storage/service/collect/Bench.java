package dev.holdfast.storage.service.collect;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.Id128;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.pack.FinishedPack;
import dev.holdfast.core.pack.PackHeader;
import dev.holdfast.core.pack.PackWriter;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.core.protocol.References;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.segment.SealedSegment;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.chunkstore.memory.MemoryChunkStore;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import dev.holdfast.storage.service.EmbeddedMetadataService;
import dev.holdfast.storage.service.ProcessTable;
import dev.holdfast.storage.service.Reaper;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** A repository in memory with made-up chunks: the bytes of a chunk are its fingerprint, many times over. */
public final class Bench {
    private static final int REPEATS = 64;
    private static final RepositoryId REPOSITORY = new RepositoryId(new Id128(3, 4));

    public final MemoryMetadataStore store = new MemoryMetadataStore();
    public final MemoryChunkStore chunks = new MemoryChunkStore();
    private final Entropy entropy = new Random(7)::nextBytes;
    public final EmbeddedMetadataService service = new EmbeddedMetadataService(store, entropy);
    private int manifests;

    public Bench() {
        // Everything there is to set up is in the fields.
    }

    public static Fingerprint data(int number) {
        return fingerprint(0, number);
    }

    private static Fingerprint fingerprint(long type, int number) {
        byte[] bytes = new byte[Fingerprint.BYTES];
        new Random(type << 32 | number).nextBytes(bytes);
        return Fingerprint.read(bytes, 0);
    }

    public SessionId open() {
        return service.open(new SessionRequest(Optional.empty(), SessionOwner.UNKNOWN)).id();
    }

    /** A snapshot of the numbered chunks, of which only the missing are sent. */
    public Snapshot snapshot(int... numbers) {
        SessionId session = open();
        List<Fingerprint> data = IntStream.of(numbers).mapToObj(Bench::data).toList();
        BitSet missing = service.missing(session, data);
        put(session, PackKind.DATA, missing.stream().mapToObj(data::get).toArray(Fingerprint[]::new));
        return commit(session, numbers);
    }

    public Snapshot commit(SessionId session, int... numbers) {
        Fingerprint manifest = fingerprint(1, manifests++);
        References references =
                new References(List.of(), IntStream.of(numbers).mapToObj(Bench::data).toList());
        put(session, PackKind.STRUCTURE, Map.of(manifest, references), manifest);
        return ((CommitOutcome.Committed) service.commit(session, manifest, new byte[0])).snapshot();
    }

    void put(SessionId session, PackKind kind, Fingerprint... content) {
        put(session, kind, new HashMap<>(), content);
    }

    private void put(SessionId session, PackKind kind, Map<Fingerprint, References> references, Fingerprint... content) {
        if (content.length == 0) {
            return;
        }
        PackId id = service.allocate(session, kind);
        try (PackSink sink = chunks.create(id)) {
            PackWriter writer = new PackWriter(new PackHeader(kind, id, REPOSITORY), sink);
            for (Fingerprint chunk : content) {
                byte[] bytes = bytes(chunk);
                writer.append(new SealedSegment(kind, bytes, 0, bytes.length, bytes.length, List.of(chunk)));
            }
            FinishedPack pack = writer.finish();
            sink.commit();
            service.seal(id, pack.sizeBytes(), pack.digest(), new PackContents(pack.segments(), references));
        }
    }

    private static byte[] bytes(Fingerprint chunk) {
        byte[] bytes = new byte[REPEATS * Fingerprint.BYTES];
        for (int i = 0; i < REPEATS; i++) {
            chunk.write(bytes, i * Fingerprint.BYTES);
        }
        return bytes;
    }

    public CollectionReport collect() {
        return collect(new CollectionPolicy(0.30, 32L << 20, 64, 2));
    }

    CollectionReport collect(CollectionPolicy policy) {
        CollectionSite site = new CollectionSite(store, chunks, REPOSITORY, SessionOwner.UNKNOWN, entropy);
        Reaper reaper = new Reaper(store, ProcessTable.system(), Clock.system(), Reaper.DEFAULT_LEASE_MILLIS);
        return new Collector(site, reaper, policy).collect(CollectionProgress.SILENT);
    }

    public PackId packOf(Fingerprint chunk) {
        return service.locate(List.of(chunk)).getFirst().getFirst().pack();
    }

    public boolean isReadable(Fingerprint chunk) {
        return service.locate(List.of(chunk)).getFirst().stream().anyMatch(location -> holds(location, chunk));
    }

    private boolean holds(Location location, Fingerprint chunk) {
        byte[] bytes = new byte[location.length()];
        chunks.read(location.pack(), location.offset(), bytes, 0, bytes.length);
        return Arrays.equals(bytes, bytes(chunk));
    }

    void flipByte(PackId pack) {
        byte[] bytes = new byte[(int) chunks.size(pack).orElseThrow()];
        chunks.read(pack, 0, bytes, 0, bytes.length);
        bytes[bytes.length / 2] ^= 1;
        chunks.delete(pack);
        try (PackSink sink = chunks.create(pack)) {
            sink.write(bytes, 0, bytes.length);
            sink.commit();
        }
    }

    public int packCount() {
        int[] count = {0};
        chunks.list(pack -> count[0]++);
        return count[0];
    }
}
