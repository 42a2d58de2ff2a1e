package dev.holdfast.testkit.simulator;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.PackSink;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A chunk store that lets others go first, loses answers, and has every change checked. */
final class InterposedChunkStore implements ChunkStore {
    private final ChunkStore packs;
    private final Scheduler scheduler;
    private final Schedule schedule;
    private final Oracle oracle;

    InterposedChunkStore(ChunkStore packs, Scheduler scheduler, Schedule schedule, Oracle oracle) {
        this.packs = packs;
        this.scheduler = scheduler;
        this.schedule = schedule;
        this.oracle = oracle;
    }

    @Override
    public PackSink create(PackId id) {
        PackSink sink = packs.create(id);
        return new PackSink() {
            @Override
            public void write(byte[] source, int offset, int length) {
                sink.write(source, offset, length);
            }

            @Override
            public void commit() {
                change("put bytes of " + InterposedMetadataStore.brief(id), sink::commit);
            }

            @Override
            public void close() {
                sink.close();
            }
        };
    }

    private void change(String operation, Runnable body) {
        scheduler.step(operation);
        body.run();
        oracle.check();
        if (schedule.losesAnswer()) {
            scheduler.note("lost answer to " + operation);
            throw new HoldfastException(ErrorCode.OUTCOME_UNKNOWN, "nobody knows the outcome of " + operation);
        }
    }

    @Override
    public void read(PackId id, long offset, byte[] target, int targetOffset, int length) {
        scheduler.step("read bytes of " + InterposedMetadataStore.brief(id));
        packs.read(id, offset, target, targetOffset, length);
    }

    @Override
    public OptionalLong size(PackId id) {
        scheduler.step("size of " + InterposedMetadataStore.brief(id));
        return packs.size(id);
    }

    @Override
    public void delete(PackId id) {
        change("delete bytes of " + InterposedMetadataStore.brief(id), () -> packs.delete(id));
    }

    @Override
    public void list(Consumer<PackId> each) {
        scheduler.step("list bytes");
        packs.list(each);
    }

    @Override
    public void sweep() {
        scheduler.step("sweep bytes");
        packs.sweep();
    }

    @Override
    public void close() {
        // The simulation owns the packs.
    }
}
