package dev.holdfast.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Id128;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.storage.chunkstore.memory.MemoryChunkStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ChunkStore} does. */
public abstract class ChunkStoreContract {
    private static final int THREADS = 8;

    // Opened before each test; a memory store never used stands in until then.
    private ChunkStore store = new MemoryChunkStore();

    /** Opens an empty store; called before each test. */
    protected abstract ChunkStore openEmpty();

    @BeforeEach
    final void openStore() {
        store = openEmpty();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    /** The store under test. */
    protected final ChunkStore store() {
        return store;
    }

    /** A pack id of a fixed session. */
    protected static PackId pack(int ordinal) {
        return new PackId(new SessionId(new Id128(0x0123_4567_89AB_CDEFL, -42)), ordinal);
    }

    /** Bytes that differ from place to place and from seed to seed. */
    protected static byte[] content(int length, long seed) {
        byte[] bytes = new byte[length];
        Seeds.generator(seed).nextBytes(bytes);
        return bytes;
    }

    /** Writes and commits a pack. */
    protected final void put(PackId id, byte[] content) {
        try (PackSink sink = store.create(id)) {
            sink.write(content, 0, content.length);
            sink.commit();
        }
    }

    /** Reads a range of a pack. */
    protected final byte[] read(PackId id, long offset, int length) {
        byte[] target = new byte[length];
        store.read(id, offset, target, 0, length);
        return target;
    }

    /** Expects a failure with a code. */
    protected static HoldfastException assertFails(ErrorCode code, Runnable action) {
        HoldfastException failure = assertThrows(HoldfastException.class, action::run);
        assertEquals(code, failure.code(), failure.toString());
        return failure;
    }

    /** The ids that the store lists. */
    protected final Set<PackId> listed() {
        Set<PackId> ids = new TreeSet<>();
        store.list(ids::add);
        return ids;
    }

    @Test
    void committedPackReadsBackInAnyRange() {
        byte[] content = content(3_000_000, 1);
        put(pack(0), content);
        assertEquals(OptionalLong.of(content.length), store.size(pack(0)));
        assertArrayEquals(content, read(pack(0), 0, content.length));
        assertArrayEquals(new byte[0], read(pack(0), content.length, 0));
        RandomGenerator random = Seeds.generator(2);
        for (int i = 0; i < 50; i++) {
            int from = random.nextInt(content.length);
            int length = random.nextInt(content.length - from);
            assertArrayEquals(Arrays.copyOfRange(content, from, from + length), read(pack(0), from, length));
        }
    }

    @Test
    void readFillsOnlyTheRangeOfTheTarget() {
        put(pack(0), new byte[] {1, 2, 3, 4});
        byte[] target = {9, 9, 9, 9, 9};
        store.read(pack(0), 1, target, 2, 2);
        assertArrayEquals(new byte[] {9, 9, 2, 3, 9}, target);
    }

    @Test
    void piecesOfEverySizeAreAppendedInOrder() {
        byte[] content = content(2_000_000, 3);
        int[] sizes = {0, 1, 7, 4096, 262_144, 262_145, 700_000};
        try (PackSink sink = store.create(pack(0))) {
            int at = 0;
            for (int i = 0; at < content.length; i++) {
                int length = Math.min(sizes[i % sizes.length], content.length - at);
                sink.write(content, at, length);
                at += length;
            }
            sink.commit();
        }
        assertArrayEquals(content, read(pack(0), 0, content.length));
    }

    @Test
    void nothingIsVisibleBeforeCommit() {
        try (PackSink sink = store.create(pack(0))) {
            sink.write(content(100, 4), 0, 100);
            assertEquals(OptionalLong.empty(), store.size(pack(0)));
            assertEquals(Set.of(), listed());
            assertFails(ErrorCode.PACK_MISSING, () -> read(pack(0), 0, 1));
        }
    }

    @Test
    void closingWithoutCommitLeavesNothing() {
        try (PackSink sink = store.create(pack(0))) {
            sink.write(content(100, 5), 0, 100);
        }
        assertEquals(OptionalLong.empty(), store.size(pack(0)));
        put(pack(0), content(50, 6));
        assertEquals(OptionalLong.of(50), store.size(pack(0)));
    }

    @Test
    void aSinkEndsWithItsCommit() {
        try (PackSink sink = store.create(pack(0))) {
            sink.commit();
            assertThrows(IllegalStateException.class, sink::commit);
            assertThrows(IllegalStateException.class, () -> sink.write(new byte[1], 0, 1));
        }
        assertEquals(OptionalLong.of(0), store.size(pack(0)));
    }

    @Test
    void anIdIsNeverWrittenTwice() {
        put(pack(0), content(100, 7));
        assertFails(ErrorCode.INTERNAL, () -> put(pack(0), content(100, 8)));
        assertArrayEquals(content(100, 7), read(pack(0), 0, 100));
    }

    @Test
    void rangesBeyondTheEndAreDamageAndUnknownPacksAreMissing() {
        put(pack(0), content(100, 9));
        assertFails(ErrorCode.PACK_DAMAGED, () -> read(pack(0), 0, 101));
        assertFails(ErrorCode.PACK_DAMAGED, () -> read(pack(0), 100, 1));
        assertFails(ErrorCode.PACK_DAMAGED, () -> read(pack(0), 1L << 40, 1));
        assertFails(ErrorCode.PACK_MISSING, () -> read(pack(1), 0, 1));
        assertEquals(OptionalLong.empty(), store.size(pack(1)));
    }

    @Test
    void deletedPackIsGoneEvenWhereItWasJustRead() {
        put(pack(0), content(100, 10));
        put(pack(1), content(100, 11));
        read(pack(0), 0, 100);
        store.delete(pack(0));
        store.delete(pack(0));
        assertFails(ErrorCode.PACK_MISSING, () -> read(pack(0), 0, 100));
        assertEquals(Set.of(pack(1)), listed());
    }

    @Test
    void sweepSparesPacksAndActiveWriters() {
        put(pack(0), content(100, 12));
        try (PackSink sink = store.create(pack(1))) {
            sink.write(content(100, 13), 0, 100);
            store.sweep();
            sink.commit();
        }
        assertEquals(Set.of(pack(0), pack(1)), listed());
        assertArrayEquals(content(100, 13), read(pack(1), 0, 100));
    }

    @Test
    void manyPacksAreWrittenReadAndInterruptedAtOnce() throws InterruptedException, ExecutionException {
        int packs = 200;
        List<Future<?>> tasks = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < packs; i++) {
                int ordinal = i;
                tasks.add(threads.submit(() -> put(pack(ordinal), content(10_000, ordinal))));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
            tasks.clear();
            for (int i = 0; i < 20 * packs; i++) {
                int ordinal = i * 7 % packs;
                boolean disturb = i % 11 == 0;
                tasks.add(threads.submit(() -> readOrBeInterrupted(ordinal, disturb)));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        }
        assertEquals(packs, listed().size());
    }

    private void readOrBeInterrupted(int ordinal, boolean disturb) {
        if (disturb) {
            Thread.currentThread().interrupt();
        }
        try {
            assertArrayEquals(content(10_000, ordinal), read(pack(ordinal), 0, 10_000));
        } catch (HoldfastException e) {
            assertEquals(ErrorCode.INTERRUPTED, e.code(), e.toString());
            assertEquals(disturb, Thread.interrupted(), "only who is interrupted fails");
        } finally {
            Thread.interrupted();
        }
    }
}
