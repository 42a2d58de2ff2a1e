package dev.holdfast.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SystemTimeTest {
    @Test
    void monotonicTimeNeverGoesBack() {
        long last = Clock.system().monotonicNanos();
        for (int i = 0; i < 10_000; i++) {
            long next = Clock.system().monotonicNanos();
            assertTrue(next - last >= 0);
            last = next;
        }
        assertTrue(Clock.system().now().isAfter(Instant.EPOCH));
    }

    @Test
    void randomValuesDiffer() {
        Entropy entropy = Entropy.system();
        assertNotEquals(entropy.id(), entropy.id());
        assertEquals(5, entropy.bytes(5).length);
    }
}
