package dev.holdfast.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.protocol.ChunkStore;
import dev.holdfast.core.protocol.PackSink;
import dev.holdfast.storage.chunkstore.memory.MemoryChunkStore;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import dev.holdfast.testkit.contract.Rows;
import dev.holdfast.testkit.fault.FaultPlan.Effect;
import org.junit.jupiter.api.Test;

final class FaultPlanTest {
    @Test
    void onlyThePlannedCallFailsAndHasNoEffect() {
        FaultPlan plan = FaultPlan.failing(2, Effect.NONE, ErrorCode.DISK_FULL);
        MetadataStore store = new FaultyMetadataStore(new MemoryMetadataStore(), plan);
        store.insert(Rows.draft(1));
        HoldfastException failure = assertThrows(HoldfastException.class, () -> store.insert(Rows.draft(2)));
        assertEquals(ErrorCode.DISK_FULL, failure.code());
        assertTrue(plan.struck());
        assertEquals(2, store.insert(Rows.draft(3)).sequence());
        assertEquals(3, plan.calls());
    }

    @Test
    void lostAnswerHasItsEffect() {
        MemoryMetadataStore rows = new MemoryMetadataStore();
        MetadataStore store = new FaultyMetadataStore(rows, FaultPlan.failing(1, Effect.DONE, ErrorCode.OUTCOME_UNKNOWN));
        assertThrows(HoldfastException.class, () -> store.insert(Rows.draft(1)));
        assertEquals(1, rows.sequence());
    }

    @Test
    void deadProcessStaysDeadInEveryStoreOfThePlan() {
        FaultPlan plan = FaultPlan.crashing(3, Effect.NONE);
        MemoryChunkStore bytes = new MemoryChunkStore();
        ChunkStore packs = new FaultyChunkStore(bytes, plan);
        MetadataStore store = new FaultyMetadataStore(new MemoryMetadataStore(), plan);
        PackId id = new PackId(Rows.session(1), 0);
        try (PackSink sink = packs.create(id)) {
            sink.write(new byte[10], 0, 10);
            assertThrows(SimulatedCrash.class, sink::commit);
        }
        assertTrue(bytes.size(id).isEmpty());
        assertThrows(SimulatedCrash.class, store::sequence);
    }
}
