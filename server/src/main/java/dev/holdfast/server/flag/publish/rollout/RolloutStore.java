package dev.holdfast.server.flag.publish.rollout;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.control.flag.life.Rollout;
import dev.holdfast.control.flag.life.StepPlan;
import dev.holdfast.server.database.Columns;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.database.Rows;
import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All roll-outs. Thread-safe. */
public final class RolloutStore {
    /** Their table. */
    public static final Migration MIGRATION = new Migration(
            "flag_rollouts",
            List.of(
                    """
                    CREATE TABLE flag_rollout(
                        number INTEGER PRIMARY KEY AUTOINCREMENT,
                        id TEXT NOT NULL UNIQUE,
                        project TEXT NOT NULL,
                        environment TEXT NOT NULL,
                        plan TEXT NOT NULL,
                        author TEXT NOT NULL,
                        reason TEXT NOT NULL,
                        state TEXT NOT NULL,
                        step INTEGER NOT NULL,
                        since INTEGER NOT NULL,
                        sequence INTEGER NOT NULL,
                        why TEXT NOT NULL)""",
                    "CREATE INDEX flag_rollout_state ON flag_rollout(state)"));

    private static final int MOST_LISTED = 200;
    private static final TypeReference<StoredPlan> PLAN = new TypeReference<>() {};

    private final ControlDatabase database;

    private record StoredPlan(
            String flag,
            String variant,
            String otherwise,
            Optional<String> group,
            String bucketBy,
            List<Integer> percents,
            long pauseSeconds,
            Optional<String> metric,
            String broken) {
        static StoredPlan of(RolloutPlan plan) {
            Rollout rollout = plan.rollout();
            return new StoredPlan(
                    plan.flag(),
                    rollout.variant(),
                    rollout.otherwise(),
                    rollout.group(),
                    rollout.bucketBy(),
                    plan.steps().percents(),
                    plan.steps().pause().toSeconds(),
                    plan.metric(),
                    plan.broken().name());
        }

        RolloutPlan plan() {
            return new RolloutPlan(
                    flag,
                    new Rollout(variant, otherwise, group, bucketBy),
                    new StepPlan(percents, Duration.ofSeconds(pauseSeconds)),
                    metric,
                    RolloutPlan.OnBroken.valueOf(broken));
        }
    }

    public RolloutStore(ControlDatabase database) {
        this.database = database;
    }

    /** A plan as text, for whatever has to wait before it begins. */
    public static String text(RolloutPlan plan) {
        return Columns.json(StoredPlan.of(plan));
    }

    /** Reads what {@link #text} wrote. */
    public static RolloutPlan plan(String text) {
        return Columns.parse(text, PLAN).plan();
    }

    /** Adds one, within the transaction that publishes its first step. */
    static void add(Rows rows, GuardedRollout rollout) throws SQLException {
        rows.change(
                "INSERT INTO flag_rollout(id, project, environment, plan, author, reason, state, step, since, sequence, why)"
                        + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rollout.id(),
                rollout.environment().project(),
                rollout.environment().environment(),
                text(rollout.plan()),
                rollout.author().column(),
                rollout.reason().text(),
                rollout.progress().state().name(),
                rollout.progress().step(),
                rollout.progress().since().toEpochMilli(),
                rollout.progress().sequence(),
                rollout.progress().why());
    }

    /** Writes down how far it is now, if it still was where it is believed to be. */
    static boolean move(Rows rows, GuardedRollout before, GuardedRollout.Progress next) throws SQLException {
        int changed = rows.change(
                "UPDATE flag_rollout SET state = ?, step = ?, since = ?, sequence = ?, why = ? WHERE id = ? AND state = ? AND step = ?",
                next.state().name(),
                next.step(),
                next.since().toEpochMilli(),
                next.sequence(),
                next.why(),
                before.id(),
                before.progress().state().name(),
                before.progress().step());
        return changed == 1;
    }

    boolean move(GuardedRollout before, GuardedRollout.Progress next) {
        return database.write(rows -> move(rows, before, next));
    }

    /** Those that go on, oldest first. */
    List<GuardedRollout> running() {
        return database.read(rows ->
                rows.list("SELECT * FROM flag_rollout WHERE state = ? ORDER BY number", RolloutStore::read, GuardedRollout.State.RUNNING.name()));
    }

    /** Those of an environment, newest first. */
    public List<GuardedRollout> list(EnvironmentId environment) {
        return database.read(rows -> rows.list(
                "SELECT * FROM flag_rollout WHERE project = ? AND environment = ? ORDER BY number DESC LIMIT ?",
                RolloutStore::read,
                environment.project(),
                environment.environment(),
                MOST_LISTED));
    }

    public Optional<GuardedRollout> find(EnvironmentId environment, String id) {
        return database.read(rows -> rows.first(
                "SELECT * FROM flag_rollout WHERE project = ? AND environment = ? AND id = ?",
                RolloutStore::read,
                environment.project(),
                environment.environment(),
                id));
    }

    private static GuardedRollout read(ResultSet row) throws SQLException {
        return new GuardedRollout(
                row.getString("id"),
                new EnvironmentId(row.getString("project"), row.getString("environment")),
                plan(row.getString("plan")),
                Author.read(row.getString("author")),
                new Reason(row.getString("reason")),
                new GuardedRollout.Progress(
                        GuardedRollout.State.valueOf(row.getString("state")),
                        row.getInt("step"),
                        Instant.ofEpochMilli(row.getLong("since")),
                        row.getLong("sequence"),
                        row.getString("why")));
    }
}
