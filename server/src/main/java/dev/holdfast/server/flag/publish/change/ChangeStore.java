package dev.holdfast.server.flag.publish.change;

import dev.holdfast.server.database.Columns;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.database.Rows;
import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes that wait, and those that waited. Thread-safe. */
public final class ChangeStore {
    /** Their table. */
    public static final Migration MIGRATION = new Migration(
            "flag_changes",
            List.of(
                    """
                    CREATE TABLE flag_change(
                        number INTEGER PRIMARY KEY AUTOINCREMENT,
                        id TEXT NOT NULL UNIQUE,
                        project TEXT NOT NULL,
                        environment TEXT NOT NULL,
                        work TEXT NOT NULL,
                        author TEXT NOT NULL,
                        reason TEXT NOT NULL,
                        base INTEGER NOT NULL,
                        asked INTEGER NOT NULL,
                        due INTEGER,
                        state TEXT NOT NULL,
                        decider TEXT,
                        outcome TEXT NOT NULL,
                        sequence INTEGER)""",
                    "CREATE INDEX flag_change_state ON flag_change(state, due)"));

    private static final int MOST_LISTED = 200;

    private final ControlDatabase database;

    public ChangeStore(ControlDatabase database) {
        this.database = database;
    }

    void add(FlagChange change) {
        FlagChange.Wish wish = change.wish();
        database.change(rows -> rows.change(
                "INSERT INTO flag_change(id, project, environment, work, author, reason, base, asked, due, state, outcome)"
                        + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
                change.id(),
                change.environment().project(),
                change.environment().environment(),
                WorkText.write(wish.work()),
                wish.author().column(),
                wish.reason().text(),
                wish.base(),
                wish.asked().toEpochMilli(),
                wish.due().map(Instant::toEpochMilli).orElse(null),
                change.progress().state().name()));
    }

    /** Writes down what became of a change that was still in this state; false if it was not. */
    static boolean move(Rows rows, FlagChange before, FlagChange.Progress next) throws SQLException {
        @Nullable Long sequence = next.sequence().isPresent() ? next.sequence().getAsLong() : null;
        return rows.change(
                        "UPDATE flag_change SET state = ?, decider = ?, outcome = ?, sequence = ? WHERE id = ? AND state = ?",
                        next.state().name(),
                        next.decider().map(Author::column).orElse(null),
                        next.outcome(),
                        sequence,
                        before.id(),
                        before.progress().state().name())
                == 1;
    }

    boolean move(FlagChange before, FlagChange.Progress next) {
        return database.write(rows -> move(rows, before, next));
    }

    /** How many wait in an environment. */
    int open(EnvironmentId environment) {
        return database.read(rows -> rows.first(
                        "SELECT count(*) FROM flag_change WHERE project = ? AND environment = ? AND state IN ('PENDING', 'SCHEDULED')",
                        row -> row.getInt(1),
                        environment.project(),
                        environment.environment()))
                .orElse(0);
    }

    /** Those whose time has come, in the order of their times. */
    List<FlagChange> due(Instant now) {
        return database.read(rows -> rows.list(
                "SELECT * FROM flag_change WHERE state = ? AND coalesce(due, 0) <= ? ORDER BY coalesce(due, 0), number",
                ChangeStore::read,
                FlagChange.State.SCHEDULED.name(),
                now.toEpochMilli()));
    }

    /** Those of an environment: the open ones first, then the newest first. */
    public List<FlagChange> list(EnvironmentId environment) {
        return database.read(rows -> rows.list(
                "SELECT * FROM flag_change WHERE project = ? AND environment = ?"
                        + " ORDER BY state IN ('PENDING', 'SCHEDULED') DESC, number DESC LIMIT ?",
                ChangeStore::read,
                environment.project(),
                environment.environment(),
                MOST_LISTED));
    }

    public Optional<FlagChange> find(EnvironmentId environment, String id) {
        return database.read(rows -> rows.first(
                "SELECT * FROM flag_change WHERE project = ? AND environment = ? AND id = ?",
                ChangeStore::read,
                environment.project(),
                environment.environment(),
                id));
    }

    private static FlagChange read(ResultSet row) throws SQLException {
        return new FlagChange(
                row.getString("id"),
                new EnvironmentId(row.getString("project"), row.getString("environment")),
                new FlagChange.Wish(
                        WorkText.read(row.getString("work")),
                        Author.read(row.getString("author")),
                        new Reason(row.getString("reason")),
                        row.getLong("base"),
                        Instant.ofEpochMilli(row.getLong("asked")),
                        Columns.time(row, "due")),
                new FlagChange.Progress(
                        FlagChange.State.valueOf(row.getString("state")),
                        Columns.text(row, "decider").map(Author::read),
                        row.getString("outcome"),
                        Columns.number(row, "sequence")));
    }
}
