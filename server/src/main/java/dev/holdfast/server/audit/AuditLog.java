package dev.holdfast.server.audit;

import dev.holdfast.core.crypto.Sha256;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.database.Columns;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.database.Rows;
import dev.holdfast.server.tenant.TenantName;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail in the server's database. Rows are only ever added, and each holds a hash over itself and the one before, so that one that
 * was changed or removed later is noticed; that the newest were cut off shows where an export was kept elsewhere. Thread-safe.
 */
public final class AuditLog implements AuditTrail {
    /** Its table. */
    public static final Migration MIGRATION = new Migration(
            "audit",
            List.of(
                    """
                    CREATE TABLE audit(
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        time INTEGER NOT NULL,
                        tenant TEXT,
                        actor TEXT NOT NULL,
                        actor_id TEXT NOT NULL,
                        actor_kind TEXT NOT NULL,
                        role TEXT NOT NULL,
                        action TEXT NOT NULL,
                        object TEXT NOT NULL,
                        outcome TEXT NOT NULL,
                        address TEXT NOT NULL,
                        request_id TEXT NOT NULL,
                        detail TEXT NOT NULL,
                        chain TEXT NOT NULL)""",
                    "CREATE INDEX audit_tenant ON audit(tenant, id)"));

    /** The chain before the first record. */
    private static final String NOTHING = "";

    private static final int PAGE = 1000;

    private final ControlDatabase database;
    private final Clock clock;

    public AuditLog(ControlDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void record(Caller caller, String requestId, Act act) {
        String role = caller.isKnown() ? caller.role().name().toLowerCase(Locale.ROOT) : "";
        List<@Nullable Object> values = new ArrayList<>();
        values.add(clock.now().toEpochMilli());
        values.add(act.tenant().map(TenantName::text).orElse(null));
        values.add(caller.name());
        values.add(caller.id());
        values.add(caller.kind().name().toLowerCase(Locale.ROOT));
        values.add(role);
        values.add(act.action());
        values.add(act.object());
        values.add(act.outcome().name().toLowerCase(Locale.ROOT));
        values.add(caller.address());
        values.add(requestId);
        values.add(Columns.json(act.detail()));
        database.change(rows -> insert(rows, values));
    }

    private static void insert(Rows rows, List<@Nullable Object> values) throws SQLException {
        String before = rows.first("SELECT chain FROM audit ORDER BY id DESC LIMIT 1", row -> row.getString(1))
                .orElse(NOTHING);
        List<@Nullable Object> all = new ArrayList<>(values);
        all.add(chain(before, values));
        rows.change(
                "INSERT INTO audit(time, tenant, actor, actor_id, actor_kind, role, action, object, outcome, address, request_id, detail,"
                        + " chain) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                all.toArray());
    }

    private static String chain(String before, List<@Nullable Object> values) {
        return HexFormat.of()
                .formatHex(Sha256.of(
                        before.getBytes(StandardCharsets.UTF_8), Columns.json(values).getBytes(StandardCharsets.UTF_8)));
    }

    /** Records with an id below {@code before}, newest first. */
    public List<AuditRecord> newest(AuditQuery query, long before, int limit) {
        return select(query, "id < ?", before, "DESC", limit);
    }

    /** Records with an id above {@code after}, oldest first. */
    public List<AuditRecord> oldest(AuditQuery query, long after, int limit) {
        return select(query, "id > ?", after, "ASC", limit);
    }

    private List<AuditRecord> select(AuditQuery query, String place, long id, String order, int limit) {
        List<String> conditions = new ArrayList<>(List.of(place));
        List<@Nullable Object> values = new ArrayList<>(List.of(id));
        add(conditions, values, "tenant = ?", query.tenant().map(TenantName::text));
        query.actor().ifPresent(actor -> {
            conditions.add("(actor = ? OR actor_id = ?)");
            values.add(actor);
            values.add(actor);
        });
        boolean isPrefix = query.action().filter(action -> action.endsWith(".")).isPresent();
        add(conditions, values, isPrefix ? "instr(action, ?) = 1" : "action = ?", query.action());
        add(conditions, values, "time >= ?", query.from().map(Instant::toEpochMilli));
        add(conditions, values, "time < ?", query.to().map(Instant::toEpochMilli));
        values.add(limit);
        String sql = "SELECT * FROM audit WHERE " + String.join(" AND ", conditions) + " ORDER BY id " + order + " LIMIT ?";
        return database.read(rows -> rows.list(sql, AuditLog::read, values.toArray()));
    }

    private static void add(
            List<String> conditions, List<@Nullable Object> values, String condition, Optional<? extends Object> value) {
        value.ifPresent(present -> {
            conditions.add(condition);
            values.add(present);
        });
    }

    /** The id of the first record that is not as it was written, or that follows on one that is gone; empty if all are. */
    public OptionalLong firstBroken() {
        String chain = NOTHING;
        long id = 0;
        while (true) {
            long after = id;
            List<Link> page = database.read(
                    rows -> rows.list("SELECT * FROM audit WHERE id > ? ORDER BY id LIMIT ?", AuditLog::link, after, PAGE));
            for (Link link : page) {
                if (link.id() != id + 1 || !chain(chain, link.values()).equals(link.chain())) {
                    return OptionalLong.of(link.id());
                }
                id = link.id();
                chain = link.chain();
            }
            if (page.size() < PAGE) {
                return OptionalLong.empty();
            }
        }
    }

    private record Link(long id, List<@Nullable Object> values, String chain) {}

    private static Link link(ResultSet row) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(row.getLong("time"));
        for (String column : List.of(
                "tenant", "actor", "actor_id", "actor_kind", "role", "action", "object", "outcome", "address", "request_id", "detail")) {
            values.add(row.getString(column));
        }
        return new Link(row.getLong("id"), values, row.getString("chain"));
    }

    private static AuditRecord read(ResultSet row) throws SQLException {
        Map<String, Object> detail = Columns.object(row, "detail");
        return new AuditRecord(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("time")),
                Columns.text(row, "tenant"),
                row.getString("actor"),
                row.getString("actor_kind"),
                row.getString("role"),
                row.getString("action"),
                row.getString("object"),
                row.getString("outcome"),
                row.getString("address"),
                row.getString("request_id"),
                detail,
                row.getString("chain"));
    }
}
