package dev.holdfast.server.policy;

import dev.holdfast.core.protocol.MetadataService;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.RepositoryAccess;
import dev.holdfast.server.tenant.SnapshotOrigins;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.Tenants;
import dev.holdfast.storage.service.EmbeddedMetadataService;

/** Reads the snapshots of tenants and when they were committed. Thread-safe. */
public final class KnownSnapshots {
    private final Repositories repositories;
    private final SnapshotOrigins origins;
    private final Tenants tenants;
    private final Entropy entropy;
    private final SnapshotSeries series;

    /** With one series for each agent. */
    public KnownSnapshots(Repositories repositories, SnapshotOrigins origins, Tenants tenants, Entropy entropy) {
        this(repositories, origins, tenants, entropy, SnapshotSeries.ONE_FOR_EACH_AGENT);
    }

    /** With the series that agents tell of. */
    public KnownSnapshots(
            Repositories repositories, SnapshotOrigins origins, Tenants tenants, Entropy entropy, SnapshotSeries series) {
        this.series = series;
        this.repositories = repositories;
        this.origins = origins;
        this.tenants = tenants;
        this.entropy = entropy;
    }

    /** The protocol over a tenant's rows; never closed, since the rows are not the caller's. */
    public MetadataService service(TenantName tenant) {
        RepositoryAccess repository = repositories.of(tenant);
        return new EmbeddedMetadataService(repository.rows(), entropy, repository.fence());
    }

    /** The snapshots of a tenant as they are now. */
    public RetentionChoice.Known of(TenantName tenant) {
        return new RetentionChoice.Known(
                service(tenant).snapshots(),
                origins.origins(tenant),
                series.of(tenant),
                tenants.require(tenant).created());
    }
}
