package dev.holdfast.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.limit.Admission.Decision.TurnedAway;
import dev.holdfast.server.limit.Admission.Decision.Why;
import java.time.Instant;
import org.eclipse.jetty.http.HttpVersion;
import org.junit.jupiter.api.Test;

class DoorTest {
    private long now;
    private final Door door = new Door(new Clock() {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long monotonicNanos() {
            return now;
        }
    });

    @Test
    void isOpenWhileNobodyIsTurnedAway() {
        assertEquals(0, door.shutNanos());
        now += 1_000;
        assertEquals(0, door.shutNanos());
    }

    @Test
    void staysShutForAMomentForEachWhoIsTurnedAway() {
        door.shutForOne();
        door.shutForOne();
        assertEquals(2 * Door.SHUT_NANOS, door.shutNanos());
        now += Door.SHUT_NANOS;
        assertEquals(Door.SHUT_NANOS, door.shutNanos());
        door.shutForOne();
        now += 2 * Door.SHUT_NANOS;
        assertEquals(0, door.shutNanos());
    }

    @Test
    void endsTheConnectionOfWhomItHasNoPlaceForAndOfNobodyElse() {
        Reply crowded = door.turnedAway(new TurnedAway(ErrorCode.STORE_BUSY, Why.NO_PLACE, "full"), HttpVersion.HTTP_1_1, "1");
        assertEquals("close", crowded.headers().get("Connection"));
        long shut = door.shutNanos();
        Reply hasty = door.turnedAway(new TurnedAway(ErrorCode.OVERLOADED, Why.TOO_OFTEN, "wait"), HttpVersion.HTTP_1_1, "2");
        assertFalse(hasty.headers().containsKey("Connection"));
        assertEquals(shut, door.shutNanos());
        // In HTTP/2 other requests share the connection.
        Reply shared = door.turnedAway(new TurnedAway(ErrorCode.STORE_BUSY, Why.NO_PLACE, "full"), HttpVersion.HTTP_2, "3");
        assertFalse(shared.headers().containsKey("Connection"));
    }

    @Test
    void isSoonOpenAgainHoweverManyWereTurnedAway() {
        for (int i = 0; i < 10_000; i++) {
            door.shutForOne();
        }
        assertEquals(Door.LONGEST_NANOS, door.shutNanos());
        now += Door.LONGEST_NANOS;
        assertEquals(0, door.shutNanos());
    }
}
