package dev.holdfast.server.job;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.database.Columns;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.database.Rows;
import dev.holdfast.server.tenant.TenantName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The rows of jobs, changed by compare-and-set. How far a running one has come is in memory only. Thread-safe. */
public final class JobStore {
    /** Their table. */
    public static final Migration MIGRATION = new Migration(
            "jobs",
            List.of(
                    """
                    CREATE TABLE job(
                        number INTEGER PRIMARY KEY AUTOINCREMENT,
                        id TEXT NOT NULL UNIQUE,
                        kind TEXT NOT NULL,
                        tenant TEXT NOT NULL,
                        agent TEXT,
                        by_name TEXT NOT NULL,
                        parameters TEXT NOT NULL,
                        created INTEGER NOT NULL,
                        state TEXT NOT NULL,
                        version INTEGER NOT NULL,
                        attempts INTEGER NOT NULL,
                        owner TEXT NOT NULL,
                        wanted TEXT NOT NULL,
                        progress TEXT NOT NULL,
                        started INTEGER,
                        ended INTEGER,
                        result TEXT,
                        failure_code TEXT,
                        failure_message TEXT)""",
                    "CREATE INDEX job_open ON job(state, number)",
                    "CREATE INDEX job_tenant ON job(tenant, number)"));

    /** Jobs that ended longer ago are forgotten. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final TypeReference<Job.Progress> PROGRESS = new TypeReference<>() {};

    private final ControlDatabase database;
    private final Clock clock;
    private final Entropy entropy;
    private final Map<String, Job.Progress> progress = new ConcurrentHashMap<>();

    public JobStore(ControlDatabase database, Clock clock, Entropy entropy) {
        this.database = database;
        this.clock = clock;
        this.entropy = entropy;
    }

    /** Which jobs are wanted; what is empty does not matter. */
    public record Filter(Optional<JobState> state, Optional<JobKind> kind, Optional<String> agent) {
        /** All jobs. */
        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Writes a new job down, or gives the one that waits to do the same work. */
    public Job add(JobRequest request) {
        return database.write(rows -> {
            Optional<Job> same = rows
                    .list("SELECT * FROM job WHERE state = ? AND tenant = ?", JobStore::read, JobState.QUEUED.name(), request.tenant().text())
                    .stream()
                    .filter(job -> job.request().isSameWorkAs(request))
                    .findFirst();
            return same.isPresent() ? same.get() : insert(rows, request);
        });
    }

    private Job insert(Rows rows, JobRequest request) throws SQLException {
        Instant now = now();
        String id = entropy.id().toString();
        rows.change("DELETE FROM job WHERE ended < ?", now.minus(KEPT).toEpochMilli());
        rows.change(
                "INSERT INTO job(id, kind, tenant, agent, by_name, parameters, created, state, version, attempts, owner, wanted, progress)"
                        + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, 0, 0, '', ?, ?)",
                id,
                request.kind().name(),
                request.tenant().text(),
                request.agent().orElse(null),
                request.by(),
                Columns.json(request.parameters()),
                now.toEpochMilli(),
                JobState.QUEUED.name(),
                Job.Wanted.YES.name(),
                Columns.json(Job.Progress.NONE));
        return rows.first("SELECT * FROM job WHERE id = ?", JobStore::read, id).orElseThrow();
    }

    public Optional<Job> find(String id) {
        return database.read(rows -> rows.first("SELECT * FROM job WHERE id = ?", JobStore::read, id)).map(this::live);
    }

    /** A tenant's jobs with a number below {@code before}, newest first. */
    public List<Job> newest(TenantName tenant, Filter filter, long before, int limit) {
        List<@Nullable Object> values = new ArrayList<>(List.of(tenant.text(), before));
        StringBuilder sql = new StringBuilder("SELECT * FROM job WHERE tenant = ? AND number < ?");
        condition(sql, values, " AND state = ?", filter.state().map(JobState::name));
        condition(sql, values, " AND kind = ?", filter.kind().map(JobKind::name));
        condition(sql, values, " AND agent = ?", filter.agent());
        values.add(limit);
        String query = sql.append(" ORDER BY number DESC LIMIT ?").toString();
        return database.read(rows -> rows.list(query, JobStore::read, values.toArray())).stream().map(this::live).toList();
    }

    private static void condition(StringBuilder sql, List<@Nullable Object> values, String text, Optional<String> value) {
        value.ifPresent(present -> {
            sql.append(text);
            values.add(present);
        });
    }

    /** All jobs in a state, of all tenants, oldest first. */
    public List<Job> in(JobState state) {
        return database
                .read(rows -> rows.list("SELECT * FROM job WHERE state = ? ORDER BY number", JobStore::read, state.name()))
                .stream()
                .map(this::live)
                .toList();
    }

    /** Replaces a job's status if it is still that of {@code expected}. */
    public Optional<Job> compareAndSet(Job expected, Job.Status next) {
        int changed = database.write(rows -> rows.change(
                "UPDATE job SET state = ?, version = ?, attempts = ?, owner = ?, wanted = ?, progress = ?, started = ?, ended = ?,"
                        + " result = ?, failure_code = ?, failure_message = ? WHERE id = ? AND version = ?",
                next.state().name(),
                next.version(),
                next.attempts(),
                next.owner(),
                next.wanted().name(),
                Columns.json(next.progress()),
                next.started().map(Instant::toEpochMilli).orElse(null),
                next.ended().map(Instant::toEpochMilli).orElse(null),
                next.result().map(Columns::json).orElse(null),
                next.failure().map(Job.Failure::code).orElse(null),
                next.failure().map(Job.Failure::message).orElse(null),
                expected.id(),
                expected.status().version()));
        if (changed == 0) {
            return Optional.empty();
        }
        if (next.state() != JobState.RUNNING) {
            progress.remove(expected.id());
        }
        return Optional.of(expected.with(next));
    }

    /** Notes how far a running job has come. */
    void note(String id, Job.Progress how) {
        progress.put(id, how);
    }

    /** Removes all jobs of a tenant. */
    public void removeTenant(TenantName tenant) {
        database.change(rows -> rows.change("DELETE FROM job WHERE tenant = ?", tenant.text()));
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.now().toEpochMilli());
    }

    private Job live(Job job) {
        Job.Progress now = progress.get(job.id());
        return now == null || job.state() != JobState.RUNNING ? job : job.with(job.status().with(now));
    }

    private static Job read(ResultSet row) throws SQLException {
        JobRequest request = new JobRequest(
                JobKind.valueOf(row.getString("kind")),
                new TenantName(row.getString("tenant")),
                Columns.text(row, "agent"),
                row.getString("by_name"),
                Columns.object(row, "parameters"));
        Job.Status status = new Job.Status(
                JobState.valueOf(row.getString("state")),
                row.getLong("version"),
                row.getInt("attempts"),
                row.getString("owner"),
                Job.Wanted.valueOf(row.getString("wanted")),
                Columns.parse(row.getString("progress"), PROGRESS),
                Columns.time(row, "started"),
                Columns.time(row, "ended"),
                Columns.text(row, "result").map(text -> Columns.parse(text, OBJECT)),
                failure(row));
        Instant created = Instant.ofEpochMilli(row.getLong("created"));
        return new Job(row.getString("id"), row.getLong("number"), request, created, status);
    }

    private static Optional<Job.Failure> failure(ResultSet row) throws SQLException {
        String code = row.getString("failure_code");
        return code == null ? Optional.empty() : Optional.of(new Job.Failure(code, row.getString("failure_message")));
    }
}
