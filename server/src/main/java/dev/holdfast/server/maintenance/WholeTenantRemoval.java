package dev.holdfast.server.maintenance;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.server.policy.KnownSnapshots;
import dev.holdfast.server.policy.RetentionChoice;
import dev.holdfast.server.policy.SnapshotProtection;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.SnapshotOrigin;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.TenantObserver;
import dev.holdfast.server.tenant.TenantStore;
import dev.holdfast.server.tenant.admin.TenantRemoval;
import java.util.List;
import java.util.Optional;

/**
 * Removes tenants with all that belongs to them. The tenant's own row goes last, so that a removal that was cut short can be repeated.
 * Thread-safe.
 */
public final class WholeTenantRemoval implements TenantRemoval {
    private final TenantStore tenants;
    private final Repositories repositories;
    private final KnownSnapshots snapshots;
    private final SnapshotProtection protection;
    private final List<TenantObserver> observers;

    /** @param observers all who keep something for tenants; first those who let somebody in */
    public WholeTenantRemoval(
            TenantStore tenants,
            Repositories repositories,
            KnownSnapshots snapshots,
            SnapshotProtection protection,
            List<TenantObserver> observers) {
        this.tenants = tenants;
        this.repositories = repositories;
        this.snapshots = snapshots;
        this.protection = protection;
        this.observers = List.copyOf(observers);
    }

    @Override
    public void remove(TenantName tenant) {
        requireNothingProtected(tenant);
        observers.forEach(observer -> observer.removed(tenant));
        repositories.remove(tenant);
        tenants.remove(tenant);
        // A request that was under way may have opened it anew.
        repositories.remove(tenant);
    }

    private void requireNothingProtected(TenantName tenant) {
        RetentionChoice.Known known = snapshots.of(tenant);
        List<Snapshot> kept = known.snapshots().stream()
                .filter(snapshot -> protection
                        .refusal(
                                tenant,
                                snapshot.labels().protection(),
                                Optional.ofNullable(known.origins().get(snapshot.id())).map(SnapshotOrigin::committed))
                        .isPresent())
                .toList();
        if (!kept.isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.SNAPSHOT_PROTECTED,
                    "tenant " + tenant + " has " + kept.size() + " snapshots that are protected or younger than the minimum age",
                    "forget them first, once they may be forgotten");
        }
    }
}
