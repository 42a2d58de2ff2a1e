package dev.holdfast.server.tenant;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Limits as the tenants' rows say. What a tenant stores is counted from its packs now and then, and what was admitted since is added, so
 * that packs under way count as well and the count costs next to nothing. Thread-safe.
 */
public final class QuotaGuard implements TenantLimits {
    /** How long a count is good while there is room. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** How long a count is good once there is none: whoever freed space soon may go on. */
    private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Tenants tenants;
    private final Repositories repositories;
    private final Clock clock;
    private final Map<TenantName, Usage> usages = new ConcurrentHashMap<>();

    public QuotaGuard(Tenants tenants, Repositories repositories, Clock clock) {
        this.tenants = tenants;
        this.repositories = repositories;
        this.clock = clock;
    }

    /** Bytes found in packs at a moment, and bytes admitted since. */
    private static final class Usage {
        private boolean counted;
        private long atNanos;
        private long storedBytes;
        private long admittedBytes;
    }

    @Override
    public void requireRoom(TenantName tenant, long bytes) {
        OptionalLong quota = tenants.require(tenant).limits().quotaBytes();
        if (quota.isEmpty()) {
            return;
        }
        Usage usage = usages.computeIfAbsent(tenant, name -> new Usage());
        synchronized (usage) {
            refresh(tenant, usage, FRESH_NANOS);
            if (!fits(usage, bytes, quota.getAsLong())) {
                refresh(tenant, usage, FULL_NANOS);
            }
            if (!fits(usage, bytes, quota.getAsLong())) {
                throw full(tenant, quota.getAsLong(), usage);
            }
            usage.admittedBytes += bytes;
        }
    }

    @Override
    public OptionalInt requestsPerSecond(TenantName tenant) {
        return tenants.find(tenant).map(found -> found.limits().requestsPerSecond()).orElse(OptionalInt.empty());
    }

    private static boolean fits(Usage usage, long bytes, long quota) {
        return bytes <= quota - usage.storedBytes - usage.admittedBytes;
    }

    private void refresh(TenantName tenant, Usage usage, long goodNanos) {
        long now = clock.monotonicNanos();
        if (usage.counted && now - usage.atNanos < goodNanos) {
            return;
        }
        usage.storedBytes = repositories.of(tenant).rows().statistics().packBytes();
        usage.admittedBytes = 0;
        usage.atNanos = now;
        usage.counted = true;
    }

    private static HoldfastException full(TenantName tenant, long quota, Usage usage) {
        return new HoldfastException(
                ErrorCode.QUOTA_EXCEEDED,
                "tenant " + tenant + " stores " + usage.storedBytes + " bytes and may store " + quota,
                "forget snapshots and run 'holdfast prune', or have an administrator raise the quota");
    }
}
