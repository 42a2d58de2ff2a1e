package dev.holdfast.server.policy;

import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.database.Columns;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.tenant.TenantName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests that wait for their second step, and those that were decided. Thread-safe. */
public final class ApprovalStore {
    /** Their table. */
    public static final Migration MIGRATION = new Migration(
            "approvals",
            List.of(
                    """
                    CREATE TABLE approval(
                        number INTEGER PRIMARY KEY AUTOINCREMENT,
                        id TEXT NOT NULL UNIQUE,
                        tenant TEXT NOT NULL,
                        kind TEXT NOT NULL,
                        object TEXT NOT NULL,
                        requester_kind TEXT NOT NULL,
                        requester_id TEXT NOT NULL,
                        requester_name TEXT NOT NULL,
                        requested INTEGER NOT NULL,
                        effective_after INTEGER NOT NULL,
                        state TEXT NOT NULL,
                        detail TEXT NOT NULL)""",
                    "ALTER TABLE approval ADD COLUMN applied INTEGER NOT NULL DEFAULT 1"));

    private static final int MAX_LISTED = 500;

    private final ControlDatabase database;
    private final Clock clock;
    private final Entropy entropy;

    public ApprovalStore(ControlDatabase database, Clock clock, Entropy entropy) {
        this.database = database;
        this.clock = clock;
        this.entropy = entropy;
    }

    /** Writes a request down, or gives the one that waits for the same. */
    public Approval request(TenantName tenant, Caller caller, Approval.Kind kind, String object, Map<String, Object> detail) {
        Instant now = Instant.ofEpochMilli(clock.now().toEpochMilli());
        Approval fresh = new Approval(
                entropy.id().toString(),
                kind,
                object,
                Approval.Requester.of(caller),
                now,
                now.plus(ProtectionRules.SECOND_STEP),
                Approval.State.PENDING,
                detail);
        return database.write(rows -> {
            Optional<Approval> same = rows
                    .list(
                            "SELECT * FROM approval WHERE tenant = ? AND state = ? AND kind = ? AND object = ?",
                            ApprovalStore::read,
                            tenant.text(),
                            Approval.State.PENDING.name(),
                            kind.name(),
                            object)
                    .stream()
                    .filter(waiting -> waiting.detail().equals(fresh.detail()) && waiting.requester().equals(fresh.requester()))
                    .findFirst();
            if (same.isPresent()) {
                return same.get();
            }
            rows.change(
                    "INSERT INTO approval(id, tenant, kind, object, requester_kind, requester_id, requester_name, requested,"
                            + " effective_after, state, detail) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    fresh.id(),
                    tenant.text(),
                    kind.name(),
                    object,
                    fresh.requester().kind().name(),
                    fresh.requester().id(),
                    fresh.requester().name(),
                    now.toEpochMilli(),
                    fresh.effectiveAfter().toEpochMilli(),
                    fresh.state().name(),
                    Columns.json(detail));
            return fresh;
        });
    }

    /** A tenant's requests, those that wait first, then the newest first. */
    public List<Approval> list(TenantName tenant) {
        return database.read(rows -> rows.list(
                "SELECT * FROM approval WHERE tenant = ? ORDER BY state = 'PENDING' DESC, number DESC LIMIT ?",
                ApprovalStore::read,
                tenant.text(),
                MAX_LISTED));
    }

    public Optional<Approval> find(TenantName tenant, String id) {
        return database.read(
                rows -> rows.first("SELECT * FROM approval WHERE tenant = ? AND id = ?", ApprovalStore::read, tenant.text(), id));
    }

    /** A request that was approved and has not been carried out. */
    public record Unapplied(TenantName tenant, Approval approval) {}

    /** What was approved, by a process that came to an end before it was carried out. */
    public List<Unapplied> unapplied() {
        return database.read(rows -> rows.list(
                "SELECT * FROM approval WHERE state = ? AND applied = 0 ORDER BY number",
                row -> new Unapplied(new TenantName(row.getString("tenant")), read(row)),
                Approval.State.APPROVED.name()));
    }

    /** Notes that what was approved has been carried out. */
    public void applied(Approval approval) {
        database.change(rows -> rows.change("UPDATE approval SET applied = 1 WHERE id = ?", approval.id()));
    }

    /** Decides a request; false if it was decided before. One that is approved has to be carried out then. */
    public boolean decide(Approval approval, Approval.State decision) {
        return database.write(rows -> rows.change(
                        "UPDATE approval SET state = ?, applied = ? WHERE id = ? AND state = ?",
                        decision.name(),
                        decision == Approval.State.APPROVED ? 0 : 1,
                        approval.id(),
                        Approval.State.PENDING.name()))
                == 1;
    }

    /** Removes the requests of a tenant. */
    public void removeTenant(TenantName tenant) {
        database.change(rows -> rows.change("DELETE FROM approval WHERE tenant = ?", tenant.text()));
    }

    private static Approval read(ResultSet row) throws SQLException {
        return new Approval(
                row.getString("id"),
                Approval.Kind.valueOf(row.getString("kind")),
                row.getString("object"),
                new Approval.Requester(
                        Caller.Kind.valueOf(row.getString("requester_kind")),
                        row.getString("requester_id"),
                        row.getString("requester_name")),
                Instant.ofEpochMilli(row.getLong("requested")),
                Instant.ofEpochMilli(row.getLong("effective_after")),
                Approval.State.valueOf(row.getString("state")),
                Columns.object(row, "detail"));
    }
}
