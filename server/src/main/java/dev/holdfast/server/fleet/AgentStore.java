package dev.holdfast.server.fleet;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.access.AgentIds;
import dev.holdfast.server.database.Columns;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.policy.SnapshotSeries;
import dev.holdfast.server.tenant.AgentNames;
import dev.holdfast.server.tenant.TenantName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** All agents. Thread-safe; one of them works on a database. */
public final class AgentStore implements AgentIds, AgentNames, SnapshotSeries {
    /** Their tables. */
    public static final Migration MIGRATION = new Migration(
            "agents",
            List.of(
                    """
                    CREATE TABLE agent(
                        tenant TEXT NOT NULL,
                        id TEXT NOT NULL,
                        name TEXT NOT NULL,
                        registered INTEGER NOT NULL,
                        machine TEXT NOT NULL,
                        last_seen INTEGER,
                        history TEXT NOT NULL,
                        PRIMARY KEY(tenant, id),
                        UNIQUE(tenant, name)) WITHOUT ROWID""",
                    """
                    CREATE TABLE agent_report(
                        tenant TEXT NOT NULL,
                        agent TEXT NOT NULL,
                        started INTEGER NOT NULL,
                        schedule TEXT NOT NULL,
                        snapshot TEXT,
                        report TEXT NOT NULL,
                        PRIMARY KEY(tenant, agent, started, schedule)) WITHOUT ROWID""",
                    """
                    CREATE TABLE agent_commit(
                        tenant TEXT NOT NULL,
                        agent TEXT NOT NULL,
                        snapshot TEXT NOT NULL,
                        time INTEGER NOT NULL,
                        stored_bytes INTEGER NOT NULL,
                        PRIMARY KEY(tenant, agent, snapshot)) WITHOUT ROWID"""));

    private static final TypeReference<Agent.Machine> MACHINE = new TypeReference<>() {};
    private static final TypeReference<Agent.History> HISTORY = new TypeReference<>() {};
    private static final TypeReference<BackupReport> REPORT = new TypeReference<>() {};
    private static final Duration SEEN_NOTED_EVERY = Duration.ofMinutes(1);
    private static final Duration LISTENS_AFTER_A_CALL = Duration.ofMinutes(2);
    private static final Duration REPORTS_KEPT = Duration.ofDays(400);

    private final ControlDatabase database;
    private final Clock clock;
    private final Entropy entropy;
    private final Map<Key, Agent> agents = new ConcurrentHashMap<>();
    private final Map<Key, Instant> heard = new ConcurrentHashMap<>();

    private record Key(TenantName tenant, String id) {}

    public AgentStore(ControlDatabase database, Clock clock, Entropy entropy) {
        this.database = database;
        this.clock = clock;
        this.entropy = entropy;
        database.read(rows -> rows.list("SELECT * FROM agent", AgentStore::read))
                .forEach(agent -> agents.put(new Key(agent.tenant(), agent.id()), agent));
    }

    @Override
    public synchronized String idOf(TenantName tenant, String name) {
        Optional<Agent> known = list(tenant).stream().filter(agent -> agent.name().equals(name)).findFirst();
        if (known.isPresent()) {
            return known.get().id();
        }
        Agent agent = new Agent(
                tenant, entropy.id().toString(), name, now(), Agent.Machine.UNKNOWN, Optional.empty(), Agent.History.NONE);
        save(agent);
        return agent.id();
    }

    /** A tenant's agents, by name. */
    public List<Agent> list(TenantName tenant) {
        return agents.values().stream()
                .filter(agent -> agent.tenant().equals(tenant))
                .sorted(Comparator.comparing(Agent::name))
                .toList();
    }

    public Optional<Agent> find(TenantName tenant, String id) {
        return Optional.ofNullable(agents.get(new Key(tenant, id)));
    }

    @Override
    public Optional<String> name(TenantName tenant, String id) {
        return find(tenant, id).map(Agent::name);
    }

    /** The agent, or {@code NOT_FOUND}. */
    public Agent require(TenantName tenant, String id) {
        return find(tenant, id)
                .orElseThrow(() -> new HoldfastException(ErrorCode.NOT_FOUND, "there is no such agent", "list the agents"));
    }

    /** Notes what an agent says about itself. */
    public Agent register(TenantName tenant, String id, Agent.Machine machine) {
        return update(tenant, id, agent -> agent.with(machine).seenAt(now()));
    }

    /** Notes that an agent asked for tasks or told of one; durable only now and then. */
    public void seen(TenantName tenant, String id) {
        Instant now = now();
        heard.put(new Key(tenant, id), now);
        Agent agent = require(tenant, id);
        if (agent.lastSeen().filter(seen -> Duration.between(seen, now).compareTo(SEEN_NOTED_EVERY) < 0).isEmpty()) {
            update(tenant, id, current -> current.seenAt(now));
        } else {
            agents.computeIfPresent(new Key(tenant, id), (key, current) -> current.seenAt(now));
        }
    }

    /** Whether an agent waits for tasks right now; a backup that somebody runs by hand doesn't. */
    boolean isListening(Agent agent) {
        Instant last = heard.get(new Key(agent.tenant(), agent.id()));
        return last != null && !last.plus(LISTENS_AFTER_A_CALL).isBefore(now());
    }

    /** Notes how a backup went; the same report twice counts once. */
    public synchronized Agent report(TenantName tenant, String id, BackupReport report) {
        Agent agent = require(tenant, id);
        boolean isNew = database.write(rows -> {
            rows.change(
                    "DELETE FROM agent_report WHERE tenant = ? AND agent = ? AND started < ?",
                    tenant.text(),
                    id,
                    now().minus(REPORTS_KEPT).toEpochMilli());
            return rows.change(
                            "INSERT OR IGNORE INTO agent_report(tenant, agent, started, schedule, snapshot, report)"
                                    + " VALUES(?, ?, ?, ?, ?, ?)",
                            tenant.text(),
                            id,
                            report.started().toEpochMilli(),
                            report.schedule(),
                            report.snapshot().orElse(null),
                            Columns.json(report))
                    == 1;
        });
        if (!isNew) {
            return agent;
        }
        long counted = report.snapshot().map(snapshot -> countedBytes(tenant, id, snapshot)).orElse(0L);
        return update(tenant, id, current ->
                current.with(current.history().without(counted).with(report, now())).seenAt(now()));
    }

    private long countedBytes(TenantName tenant, String id, String snapshot) {
        return database.read(rows -> rows.first(
                        "SELECT stored_bytes FROM agent_commit WHERE tenant = ? AND agent = ? AND snapshot = ?",
                        row -> row.getLong(1),
                        tenant.text(),
                        id,
                        snapshot))
                .orElse(0L);
    }

    /** Notes a backup that was committed; the same one twice counts once. Empty if that changed nothing. */
    public synchronized Optional<Agent> committed(TenantName tenant, String id, CommittedBackup backup) {
        if (find(tenant, id).isEmpty()) {
            return Optional.empty();
        }
        boolean isNew = database.write(rows -> {
            rows.change(
                    "DELETE FROM agent_commit WHERE tenant = ? AND agent = ? AND time < ?",
                    tenant.text(),
                    id,
                    now().minus(REPORTS_KEPT).toEpochMilli());
            return rows.change(
                            "INSERT OR IGNORE INTO agent_commit(tenant, agent, snapshot, time, stored_bytes) VALUES(?, ?, ?, ?, ?)",
                            tenant.text(),
                            id,
                            backup.snapshot(),
                            backup.time().toEpochMilli(),
                            backup.storedBytes())
                    == 1;
        });
        return isNew
                ? Optional.of(update(tenant, id, current -> current.with(current.machine().orElse(backup))
                        .with(current.history().with(backup))
                        .seenAt(now())))
                : Optional.empty();
    }

    /** A tenant's reports about backups that made a snapshot, by the snapshot's id. */
    public Map<String, BackupReport> reportsBySnapshot(TenantName tenant) {
        Map<String, BackupReport> found = new ConcurrentHashMap<>();
        database.read(rows -> rows.list(
                        "SELECT report FROM agent_report WHERE tenant = ? AND snapshot IS NOT NULL",
                        row -> Columns.parse(row.getString(1), REPORT),
                        tenant.text()))
                .forEach(report -> report.snapshot().ifPresent(snapshot -> found.put(snapshot, report)));
        return found;
    }

    /** Each schedule of an agent makes a series. Only what an agent says about its own snapshots counts. */
    @Override
    public Names of(TenantName tenant) {
        Map<String, String> schedules = new HashMap<>();
        database.read(rows -> rows.list(
                        "SELECT agent, snapshot, schedule FROM agent_report WHERE tenant = ? AND snapshot IS NOT NULL",
                        row -> List.of(row.getString(1) + " " + row.getString(2), row.getString(3)),
                        tenant.text()))
                .forEach(row -> schedules.put(row.get(0), row.get(1)));
        return (agent, snapshot) -> Optional.ofNullable(schedules.get(agent + " " + snapshot));
    }

    /** Removes an agent; its snapshots stay. */
    public synchronized void remove(TenantName tenant, String id) {
        database.change(rows -> {
            rows.change("DELETE FROM agent_report WHERE tenant = ? AND agent = ?", tenant.text(), id);
            rows.change("DELETE FROM agent_commit WHERE tenant = ? AND agent = ?", tenant.text(), id);
            rows.change("DELETE FROM agent WHERE tenant = ? AND id = ?", tenant.text(), id);
        });
        agents.remove(new Key(tenant, id));
        heard.remove(new Key(tenant, id));
    }

    /** Removes all agents of a tenant. */
    public void removeTenant(TenantName tenant) {
        list(tenant).forEach(agent -> remove(tenant, agent.id()));
    }

    private synchronized Agent update(TenantName tenant, String id, UnaryOperator<Agent> change) {
        return save(change.apply(require(tenant, id)));
    }

    private Agent save(Agent agent) {
        database.change(rows -> rows.change(
                "INSERT OR REPLACE INTO agent(tenant, id, name, registered, machine, last_seen, history) VALUES(?, ?, ?, ?, ?, ?, ?)",
                agent.tenant().text(),
                agent.id(),
                agent.name(),
                agent.registered().toEpochMilli(),
                Columns.json(agent.machine()),
                agent.lastSeen().map(Instant::toEpochMilli).orElse(null),
                Columns.json(agent.history())));
        agents.put(new Key(agent.tenant(), agent.id()), agent);
        return agent;
    }

    private static Agent read(ResultSet row) throws SQLException {
        return new Agent(
                new TenantName(row.getString("tenant")),
                row.getString("id"),
                row.getString("name"),
                Instant.ofEpochMilli(row.getLong("registered")),
                Columns.parse(row.getString("machine"), MACHINE),
                Columns.time(row, "last_seen"),
                Columns.parse(row.getString("history"), HISTORY));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.now().toEpochMilli());
    }
}
