package dev.holdfast.server.tenant;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The rows of tenants. Thread-safe; one of them works on a database. */
public final class TenantStore implements Tenants {
    /** Their table. */
    public static final Migration MIGRATION = new Migration(
            "tenants",
            List.of(
                    """
                    CREATE TABLE tenant(
                        name TEXT PRIMARY KEY,
                        created INTEGER NOT NULL,
                        quota_bytes INTEGER,
                        requests_per_second INTEGER) WITHOUT ROWID"""));

    private final ControlDatabase database;
    private final Clock clock;
    private final ConcurrentSkipListMap<TenantName, Tenant> tenants = new ConcurrentSkipListMap<>();

    public TenantStore(ControlDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
        database.read(rows -> rows.list("SELECT * FROM tenant", TenantStore::read))
                .forEach(tenant -> tenants.put(tenant.name(), tenant));
    }

    @Override
    public Optional<Tenant> find(TenantName name) {
        return Optional.ofNullable(tenants.get(name));
    }

    @Override
    public List<Tenant> list() {
        return List.copyOf(tenants.values());
    }

    /** Makes a tenant; {@code CONFLICT} if there is one of this name. */
    public synchronized Tenant add(TenantName name, Tenant.Limits limits) {
        if (exists(name)) {
            throw new HoldfastException(ErrorCode.CONFLICT, "there is a tenant " + name + " already", "choose another name");
        }
        return put(new Tenant(name, Instant.ofEpochMilli(clock.now().toEpochMilli()), limits));
    }

    /** Gives a tenant other limits. */
    public synchronized Tenant change(TenantName name, Tenant.Limits limits) {
        return put(new Tenant(name, require(name).created(), limits));
    }

    /** Removes a tenant's row; its repository and the rows of other subjects are for others to remove. */
    public synchronized void remove(TenantName name) {
        database.change(rows -> rows.change("DELETE FROM tenant WHERE name = ?", name.text()));
        tenants.remove(name);
    }

    private Tenant put(Tenant tenant) {
        @Nullable Object quota = tenant.limits().quotaBytes().isPresent() ? tenant.limits().quotaBytes().getAsLong() : null;
        @Nullable Object rate =
                tenant.limits().requestsPerSecond().isPresent() ? tenant.limits().requestsPerSecond().getAsInt() : null;
        database.change(rows -> rows.change(
                "INSERT OR REPLACE INTO tenant(name, created, quota_bytes, requests_per_second) VALUES(?, ?, ?, ?)",
                tenant.name().text(),
                tenant.created().toEpochMilli(),
                quota,
                rate));
        tenants.put(tenant.name(), tenant);
        return tenant;
    }

    private static Tenant read(ResultSet row) throws SQLException {
        long quota = row.getLong("quota_bytes");
        OptionalLong quotaBytes = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(quota);
        int rate = row.getInt("requests_per_second");
        OptionalInt requestsPerSecond = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(rate);
        return new Tenant(
                new TenantName(row.getString("name")),
                Instant.ofEpochMilli(row.getLong("created")),
                new Tenant.Limits(quotaBytes, requestsPerSecond));
    }
}
