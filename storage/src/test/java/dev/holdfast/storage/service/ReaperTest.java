package dev.holdfast.storage.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.CommitOutcome;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.protocol.SessionRequest;
import dev.holdfast.core.time.Clock;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReaperTest {
    private static final long LEASE_MILLIS = 1000;

    private final MemoryMetadataStore store = new MemoryMetadataStore();
    private final EmbeddedMetadataService service = new EmbeddedMetadataService(store, Graphs.entropy(1));
    private long nowMillis;
    private final Clock clock = new Clock() {
        @Override
        public Instant now() {
            return Instant.EPOCH.plusMillis(nowMillis);
        }

        @Override
        public long monotonicNanos() {
            return TimeUnit.MILLISECONDS.toNanos(nowMillis);
        }
    };
    private final Reaper reaper = new Reaper(store, new UnknownProcessTable(), clock, LEASE_MILLIS);

    @Test
    void aSessionThatBeatsIsLeftAloneAndASilentOneIsClosedAfterTheLease() {
        SessionId beating = open(SessionOwner.UNKNOWN);
        SessionId silent = open(SessionOwner.UNKNOWN);
        assertTrue(reaper.reap().isEmpty());
        nowMillis += LEASE_MILLIS - 1;
        service.heartbeat(beating);
        assertTrue(reaper.reap().isEmpty());
        nowMillis += 1;
        assertEquals(List.of(silent), reaper.reap());
        assertInstanceOf(CommitOutcome.Expired.class, service.commit(silent, Graphs.chunk(1), new byte[0]));
    }

    @Test
    void theLeaseStartsWhenThisReaperFirstSeesTheSession() {
        SessionId session = open(SessionOwner.UNKNOWN);
        nowMillis += 10 * LEASE_MILLIS;
        assertTrue(reaper.reap().isEmpty());
        nowMillis += LEASE_MILLIS;
        assertEquals(List.of(session), reaper.reap());
    }

    @Test
    void aProcessThatEndedLosesItsSessionAtOnceAndThisOneKeepsIt() {
        assumeTrue(LinuxProcessTable.isAvailable());
        ProcessTable processes = ProcessTable.system();
        SessionOwner current = SessionOwners.current();
        assertFalse(processes.isGone(current));
        SessionId own = open(current);
        SessionOwner reused = new SessionOwner(current.machine(), current.process(), current.startTicks() - 1);
        SessionOwner never = new SessionOwner(current.machine(), Integer.MAX_VALUE, 1);
        SessionOwner elsewhere = new SessionOwner("another machine", Integer.MAX_VALUE, 1);
        List<SessionId> gone = List.of(open(reused), open(never));
        open(elsewhere);
        assertEquals(gone, new Reaper(store, processes, clock, LEASE_MILLIS).reap());
        service.heartbeat(own);
    }

    private SessionId open(SessionOwner owner) {
        return service.open(new SessionRequest(Optional.empty(), owner)).id();
    }
}
