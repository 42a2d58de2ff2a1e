package dev.holdfast.server.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.server.api.Versions;
import dev.holdfast.server.database.Columns;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.tenant.TenantName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The policies of tenants. Thread-safe; one of them works on a database. */
public final class PolicyStore {
    /** Their table. */
    public static final Migration MIGRATION = new Migration(
            "policies",
            List.of("CREATE TABLE policy(tenant TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID"));

    private static final TypeReference<Policy> POLICY = new TypeReference<>() {};

    private final ControlDatabase database;
    private final Supplier<Policy> initial;
    private final Map<TenantName, Versioned> policies = new ConcurrentHashMap<>();

    /**
     * A policy as it stands.
     *
     * @param version counts its changes
     */
    public record Versioned(Policy policy, long version) {}

    /** Of tenants that begin with {@link Policy#INITIAL}. */
    public PolicyStore(ControlDatabase database) {
        this(database, () -> Policy.INITIAL);
    }

    /** @param initial what holds for a tenant whose policy nobody has set; may change, and answers from memory */
    public PolicyStore(ControlDatabase database, Supplier<Policy> initial) {
        this.database = database;
        this.initial = initial;
        database.read(rows -> rows.list("SELECT * FROM policy", PolicyStore::read)).forEach(policies::putAll);
    }

    /** A tenant's policy. */
    public Versioned current(TenantName tenant) {
        return Optional.ofNullable(policies.get(tenant)).orElseGet(() -> new Versioned(initial.get(), 0));
    }

    /** Changes a policy that still has {@code expectedVersion}; otherwise {@code CHANGED_MEANWHILE}. */
    public synchronized Versioned replace(TenantName tenant, long expectedVersion, UnaryOperator<Policy> change) {
        Versioned before = current(tenant);
        Versions.requireSame(expectedVersion, before.version(), "the policy");
        return save(tenant, new Versioned(change.apply(before.policy()), before.version() + 1));
    }

    /** Changes a policy, whatever it is now. */
    public synchronized Versioned change(TenantName tenant, UnaryOperator<Policy> change) {
        Versioned before = current(tenant);
        return save(tenant, new Versioned(change.apply(before.policy()), before.version() + 1));
    }

    /** Removes the policy of a tenant. */
    public synchronized void removeTenant(TenantName tenant) {
        database.change(rows -> rows.change("DELETE FROM policy WHERE tenant = ?", tenant.text()));
        policies.remove(tenant);
    }

    private Versioned save(TenantName tenant, Versioned next) {
        database.change(rows -> rows.change(
                "INSERT OR REPLACE INTO policy(tenant, version, body) VALUES(?, ?, ?)",
                tenant.text(),
                next.version(),
                Columns.json(next.policy())));
        policies.put(tenant, next);
        return next;
    }

    private static Map<TenantName, Versioned> read(ResultSet row) throws SQLException {
        Versioned policy = new Versioned(Columns.parse(row.getString("body"), POLICY), row.getLong("version"));
        return Map.of(new TenantName(row.getString("tenant")), policy);
    }
}
