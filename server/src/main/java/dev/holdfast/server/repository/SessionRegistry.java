package dev.holdfast.server.repository;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.BackupTotals;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.database.Columns;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.tenant.SnapshotOrigin;
import dev.holdfast.server.tenant.SnapshotOrigins;
import dev.holdfast.server.tenant.TenantName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who opened which session, and when it was committed by this server's clock. Thread-safe. */
public final class SessionRegistry implements SnapshotOrigins {
    /** Its table. */
    public static final Migration MIGRATION = new Migration(
            "sessions",
            List.of(
                    """
                    CREATE TABLE session(
                        tenant TEXT NOT NULL,
                        id TEXT NOT NULL,
                        agent TEXT,
                        opened_by TEXT NOT NULL,
                        host TEXT NOT NULL,
                        version TEXT NOT NULL,
                        opened INTEGER NOT NULL,
                        committed INTEGER,
                        PRIMARY KEY(tenant, id)) WITHOUT ROWID""",
                    "ALTER TABLE session ADD COLUMN totals TEXT"));

    private static final String FIND = "SELECT * FROM session WHERE tenant = ? AND id = ?";
    private static final TypeReference<BackupTotals> TOTALS = new TypeReference<>() {};
    private static final int REMEMBERED = 4096;

    private final ControlDatabase database;
    private final Clock clock;
    private final Map<Key, Entry> recent = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SessionRegistry.Entry> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * What is known of a session.
     *
     * @param agent id of the agent that opened it, if one did
     * @param openedBy id of the token or user
     * @param host the name that its machine gave itself
     * @param version that of the agent's program
     * @param committed when it was committed, or last tried to be
     * @param totals what its backup said of itself then
     */
    public record Entry(
            Optional<String> agent,
            String openedBy,
            String host,
            String version,
            Instant opened,
            Optional<Instant> committed,
            Optional<BackupTotals> totals) {}

    private record Key(TenantName tenant, SessionId session) {}

    public SessionRegistry(ControlDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Notes a session that was opened just now. */
    public void opened(TenantName tenant, SessionId session, Entry entry) {
        database.change(rows -> rows.change(
                "INSERT INTO session(tenant, id, agent, opened_by, host, version, opened) VALUES(?, ?, ?, ?, ?, ?, ?)",
                tenant.text(),
                session.toString(),
                entry.agent().orElse(null),
                entry.openedBy(),
                entry.host(),
                entry.version(),
                entry.opened().toEpochMilli()));
        remember(new Key(tenant, session), entry);
    }

    /** Notes that a session is about to be committed, and returns the moment; whether it succeeds is for its row to say. */
    public Instant committing(TenantName tenant, SessionId session, Optional<BackupTotals> totals) {
        Instant now = Instant.ofEpochMilli(clock.now().toEpochMilli());
        Optional<Entry> changed = database.write(rows -> {
            rows.change(
                    "UPDATE session SET committed = ?, totals = ? WHERE tenant = ? AND id = ?",
                    now.toEpochMilli(),
                    totals.map(Columns::json).orElse(null),
                    tenant.text(),
                    session.toString());
            return rows.first(FIND, SessionRegistry::read, tenant.text(), session.toString());
        });
        Key key = new Key(tenant, session);
        changed.ifPresent(entry -> {
            synchronized (recent) {
                recent.put(key, entry);
            }
        });
        return now;
    }

    /** What is known of a session; empty if it was not opened through this server. */
    public Optional<Entry> entry(TenantName tenant, SessionId session) {
        Key key = new Key(tenant, session);
        synchronized (recent) {
            Entry known = recent.get(key);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<Entry> found = database.read(rows -> rows.first(FIND, SessionRegistry::read, tenant.text(), session.toString()));
        found.ifPresent(entry -> remember(key, entry));
        return found;
    }

    private void remember(Key key, Entry entry) {
        synchronized (recent) {
            // What a commit has noted meanwhile is newer.
            recent.putIfAbsent(key, entry);
        }
    }

    /** Removes all rows of a tenant. */
    public void removeAll(TenantName tenant) {
        database.change(rows -> rows.change("DELETE FROM session WHERE tenant = ?", tenant.text()));
        synchronized (recent) {
            recent.keySet().removeIf(key -> key.tenant().equals(tenant));
        }
    }

    @Override
    public Optional<SnapshotOrigin> origin(TenantName tenant, SessionId snapshot) {
        return entry(tenant, snapshot).flatMap(SessionRegistry::origin);
    }

    @Override
    public Map<SessionId, SnapshotOrigin> origins(TenantName tenant) {
        Map<SessionId, SnapshotOrigin> origins = new HashMap<>();
        List<Named> committed = database.read(rows -> rows.list(
                "SELECT * FROM session WHERE tenant = ? AND committed IS NOT NULL",
                row -> new Named(SessionId.parse(row.getString("id")), read(row)),
                tenant.text()));
        committed.forEach(named -> origin(named.entry()).ifPresent(origin -> origins.put(named.session(), origin)));
        return origins;
    }

    private record Named(SessionId session, Entry entry) {}

    private static Optional<SnapshotOrigin> origin(Entry entry) {
        return entry.committed().map(committed -> new SnapshotOrigin(entry.agent(), entry.host(), committed, entry.totals()));
    }

    private static Entry read(ResultSet row) throws SQLException {
        long committed = row.getLong("committed");
        Optional<Instant> when = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(committed));
        return new Entry(
                Optional.ofNullable(row.getString("agent")),
                row.getString("opened_by"),
                row.getString("host"),
                row.getString("version"),
                Instant.ofEpochMilli(row.getLong("opened")),
                when,
                Columns.text(row, "totals").map(text -> Columns.parse(text, TOTALS)));
    }
}
