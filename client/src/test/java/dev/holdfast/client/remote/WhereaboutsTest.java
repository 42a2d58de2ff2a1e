package dev.holdfast.client.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.Id128;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Location;
import dev.holdfast.core.protocol.PackContents.Segment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhereaboutsTest {
    private final Whereabouts whereabouts = new Whereabouts();

    private static PackId pack(int ordinal) {
        return new PackId(new SessionId(new Id128(1, 2)), ordinal);
    }

    private static Fingerprint chunk(long number) {
        return Fingerprint.read(ByteBuffer.allocate(Fingerprint.BYTES).putLong(number).array(), 0);
    }

    @Test
    void chunksOfAPackAreFoundUntilThePackIsForgotten() {
        whereabouts.learn(pack(0), List.of(new Segment(10, 5, List.of(chunk(1), chunk(2))), new Segment(20, 7, List.of(chunk(3)))));
        assertEquals(Optional.of(new Location(pack(0), 10, 5, 1)), whereabouts.find(chunk(2)));
        whereabouts.learn(pack(1), List.of(new Segment(4, 5, List.of(chunk(3)))));
        whereabouts.forget(pack(0));
        assertEquals(Optional.empty(), whereabouts.find(chunk(2)));
        assertEquals(Optional.of(new Location(pack(1), 4, 5, 0)), whereabouts.find(chunk(3)), "another pack has it too");
    }

    @Test
    void memoryIsBounded() {
        int chunksOfPack = 20_000;
        for (int i = 0; i < 40; i++) {
            List<Fingerprint> chunks = new ArrayList<>();
            for (int j = 0; j < chunksOfPack; j++) {
                chunks.add(chunk((long) i * chunksOfPack + j));
            }
            whereabouts.learn(pack(i), List.of(new Segment(0, 1, chunks)));
            whereabouts.find(chunk(0));
        }
        assertTrue(whereabouts.find(chunk(0)).isPresent(), "what is used stays");
        assertTrue(whereabouts.find(chunk(39L * chunksOfPack)).isPresent(), "the latest stays");
        assertEquals(Optional.empty(), whereabouts.find(chunk(chunksOfPack)), "the oldest unused goes");
    }
}
