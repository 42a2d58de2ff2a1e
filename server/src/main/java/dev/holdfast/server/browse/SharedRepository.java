package dev.holdfast.server.browse;

import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.keys.KeyRing;
import dev.holdfast.core.protocol.SessionOwner;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.server.tenant.RepositoryAccess;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.service.EmbeddedMetadataService;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's opened repository, shared by all who may read in it. Knows who holds it open and how many uses go on; when nobody holds it
 * and the last use has ended, its keys are overwritten. Guarded by its owner's lock, but for what a use reads.
 */
final class SharedRepository {
    /** A few of these are open at once, beside all else that a server keeps. */
    private static final Repository.Caches CACHES = new Repository.Caches(6L << 20, 6L << 20);

    private final RepositoryConfig config;
    private final KeyRing ring;
    private final MetadataStore rows;
    private final OpenedTenant opened;
    private final ManifestCache manifests = new ManifestCache();
    private final Map<String, Long> holders = new HashMap<>();
    private int uses;
    private boolean discarded;

    SharedRepository(RepositoryAccess access, RepositoryConfig config, KeyRing ring, Clock clock, Entropy entropy) {
        this.config = config;
        this.ring = ring;
        this.rows = access.rows();
        Repository.Parts parts = new Repository.Parts(
                config,
                ring,
                access.files(),
                new EmbeddedMetadataService(rows, entropy, access.fence()),
                access.chunks(),
                SessionOwner.UNKNOWN,
                clock,
                entropy);
        this.opened = new OpenedTenant(new Repository(parts, CACHES), manifests);
    }

    /** Whether this is still what the tenant has: not if the tenant was removed and made again, or its rows were opened anew. */
    boolean isOf(RepositoryAccess access, RepositoryConfig current) {
        return config.equals(current) && rows.equals(access.rows());
    }

    /** Notes that a holder wants it open, as of now. */
    void hold(String holder, long nanos) {
        holders.put(holder, nanos);
    }

    boolean isHeldBy(String holder, long nanos, long idleNanos) {
        @Nullable Long used = holders.get(holder);
        return used != null && nanos - used < idleNanos;
    }

    void letGo(String holder) {
        holders.remove(holder);
    }

    void letGoIdle(long nanos, long idleNanos) {
        holders.values().removeIf(used -> nanos - used >= idleNanos);
    }

    boolean isHeld() {
        return !holders.isEmpty();
    }

    /** When it was last used, of all holders. */
    long lastUsed() {
        return holders.values().stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE);
    }

    OpenedTenant enter() {
        uses++;
        return opened;
    }

    void leave() {
        uses--;
        clearIfUnused();
    }

    /** Ends it once the uses that go on have ended. */
    void discard() {
        discarded = true;
        holders.clear();
        clearIfUnused();
    }

    private void clearIfUnused() {
        if (discarded && uses == 0) {
            opened.repository().release();
            manifests.clear();
            ring.clear();
        }
    }
}
