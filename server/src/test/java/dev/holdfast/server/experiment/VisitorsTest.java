package dev.holdfast.server.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.fixture.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class VisitorsTest {
    private final HandClock clock = new HandClock();
    private final Visitors visitors = new Visitors(clock);

    private boolean isAdmitted(String address) {
        try {
            visitors.admit(address);
            return true;
        } catch (HoldfastException e) {
            assertEquals(ErrorCode.OVERLOADED, e.code());
            return false;
        }
    }

    private int admitted(String address, int tried) {
        int admitted = 0;
        for (int i = 0; i < tried; i++) {
            admitted += isAdmitted(address) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void anAddressHasItsShareAndGetsItBackInTime() {
        assertEquals(30, admitted("10.0.0.1", 200));
        assertEquals(30, admitted("10.0.0.2", 200));
        clock.pass(Duration.ofSeconds(10));
        assertEquals(10, admitted("10.0.0.1", 200));
        clock.pass(Duration.ofHours(1));
        assertEquals(30, admitted("10.0.0.1", 200));
    }

    @Test
    void manyAddressesTogetherAreBounded() {
        int admitted = 0;
        for (int i = 0; i < 5_000; i++) {
            admitted += admitted("10.0." + i, 1);
        }
        assertEquals(1_000, admitted);
        clock.pass(Duration.ofSeconds(2));
        assertEquals(30, admitted("10.9.9.9", 200));
    }
}
