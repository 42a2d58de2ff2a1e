package dev.holdfast.server.policy;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.server.tenant.TenantName;
import java.util.Optional;

/**
 * Tells snapshots of one agent apart that are backups of different things, so that rules which keep a number of each do not let the often
 * made ones push the others out. Thread-safe.
 */
@FunctionalInterface
public interface SnapshotSeries {
    /** All snapshots of an agent are backups of the same. */
    SnapshotSeries ONE_FOR_EACH_AGENT = tenant -> (agent, snapshot) -> Optional.empty();

    /** The names of series in a tenant, as they are now. */
    Names of(TenantName tenant);

    /** Names of series. */
    @FunctionalInterface
    interface Names {
        /** The name of the series that an agent's snapshot belongs to, as that agent said; empty if it did not. */
        Optional<String> name(String agent, SessionId snapshot);
    }
}
