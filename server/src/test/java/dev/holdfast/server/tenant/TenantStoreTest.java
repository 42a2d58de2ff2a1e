package dev.holdfast.server.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.Routing;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TenantStoreTest {
    private static final TenantName T = new TenantName("t");

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();

    private ControlDatabase database() {
        return ControlDatabase.open(directory.resolve("server.db"), List.of(TenantStore.MIGRATION));
    }

    @Test
    void tenantsAndTheirLimitsAreThereAfterARestart() {
        Tenant.Limits limits = new Tenant.Limits(OptionalLong.of(1000), OptionalInt.of(5));
        try (ControlDatabase database = database()) {
            TenantStore store = new TenantStore(database, clock);
            store.add(new TenantName("u"), Tenant.Limits.NONE);
            store.add(T, Tenant.Limits.NONE);
            store.change(T, limits);
        }
        try (ControlDatabase database = database()) {
            TenantStore store = new TenantStore(database, clock);
            assertEquals(List.of("t", "u"), store.list().stream().map(tenant -> tenant.name().text()).toList());
            assertEquals(limits, store.require(T).limits());
            assertEquals(clock.now(), store.require(T).created());
            store.remove(T);
            assertFalse(store.exists(T));
        }
    }

    @Test
    void aNameIsTakenOnce() {
        try (ControlDatabase database = database()) {
            TenantStore store = new TenantStore(database, clock);
            store.add(T, Tenant.Limits.NONE);
            assertEquals(ErrorCode.CONFLICT, Routing.failure(() -> store.add(T, Tenant.Limits.NONE)));
            assertEquals(ErrorCode.NOT_FOUND, Routing.failure(() -> store.require(new TenantName("v"))));
        }
    }

    @Test
    void aLimitOfNothingIsNoLimitAnybodyMeans() {
        assertEquals(
                ErrorCode.INVALID_ARGUMENT,
                Routing.failure(() -> new Tenant.Limits(OptionalLong.of(0), OptionalInt.empty())));
        assertEquals(
                ErrorCode.INVALID_ARGUMENT,
                Routing.failure(() -> new Tenant.Limits(OptionalLong.empty(), OptionalInt.of(-1))));
    }
}
