package dev.holdfast.testkit.fault;

import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.PackSink;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A chunk store that fails by plan. */
public final class FaultyChunkStore implements ChunkStore {
    private final ChunkStore packs;
    private final FaultPlan plan;

    public FaultyChunkStore(ChunkStore packs, FaultPlan plan) {
        this.packs = packs;
        this.plan = plan;
    }

    @Override
    public PackSink create(PackId id) {
        return new FaultySink(plan.call(() -> packs.create(id)), plan);
    }

    @Override
    public void read(PackId id, long offset, byte[] target, int targetOffset, int length) {
        plan.run(() -> packs.read(id, offset, target, targetOffset, length));
    }

    @Override
    public OptionalLong size(PackId id) {
        return plan.call(() -> packs.size(id));
    }

    @Override
    public void delete(PackId id) {
        plan.run(() -> packs.delete(id));
    }

    @Override
    public void list(Consumer<PackId> each) {
        plan.run(() -> packs.list(each));
    }

    @Override
    public void sweep() {
        plan.run(packs::sweep);
    }

    @Override
    public void close() {
        packs.close();
    }

    private record FaultySink(PackSink sink, FaultPlan plan) implements PackSink {
        @Override
        public void write(byte[] source, int offset, int length) {
            plan.run(() -> sink.write(source, offset, length));
        }

        @Override
        public void commit() {
            plan.run(sink::commit);
        }

        @Override
        public void close() {
            sink.close();
        }
    }
}
