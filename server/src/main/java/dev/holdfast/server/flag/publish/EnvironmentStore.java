package dev.holdfast.server.flag.publish;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.database.Columns;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import java.util.List;
import java.util.Locale;

/** Which projects and environments there are. Thread-safe. */
public final class EnvironmentStore {
    /** Their tables. */
    public static final Migration MIGRATION = new Migration(
            "flag_environments",
            List.of(
                    "CREATE TABLE flag_project(name TEXT PRIMARY KEY, created INTEGER NOT NULL) WITHOUT ROWID",
                    """
                    CREATE TABLE flag_environment(
                        project TEXT NOT NULL REFERENCES flag_project(name),
                        name TEXT NOT NULL,
                        created INTEGER NOT NULL,
                        approval TEXT NOT NULL,
                        evaluation TEXT NOT NULL,
                        origins TEXT NOT NULL,
                        PRIMARY KEY(project, name)) WITHOUT ROWID""",
                    "ALTER TABLE flag_project ADD COLUMN archived INTEGER",
                    "ALTER TABLE flag_environment ADD COLUMN archived INTEGER"));

    private static final TypeReference<List<String>> ORIGINS = new TypeReference<>() {};

    private final ControlDatabase database;
    private final Clock clock;

    /** An environment with what holds for it. */
    public record Row(EnvironmentId id, EnvironmentSettings settings) {}

    /** The default project and environment are made if they are not there. */
    public EnvironmentStore(ControlDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
        long now = clock.now().toEpochMilli();
        database.change(rows -> {
            EnvironmentId first = EnvironmentId.DEFAULT;
            rows.change("INSERT OR IGNORE INTO flag_project(name, created) VALUES(?, ?)", first.project(), now);
            rows.change(
                    "INSERT OR IGNORE INTO flag_environment(project, name, created, approval, evaluation, origins) VALUES(?, ?, ?, ?, ?, ?)",
                    first.project(),
                    first.environment(),
                    now,
                    EnvironmentSettings.INITIAL.approval().name(),
                    EnvironmentSettings.INITIAL.evaluation().name(),
                    Columns.json(EnvironmentSettings.INITIAL.origins()));
        });
    }

    /** The names of all projects, sorted. */
    public List<String> projects() {
        return database.read(rows -> rows.list("SELECT name FROM flag_project WHERE archived IS NULL ORDER BY name", row -> row.getString("name")));
    }

    /** All environments, sorted. */
    public List<Row> list() {
        return database.read(rows -> rows.list(
                "SELECT * FROM flag_environment WHERE archived IS NULL ORDER BY project, name",
                row -> new Row(
                        new EnvironmentId(row.getString("project"), row.getString("name")),
                        new EnvironmentSettings(
                                EnvironmentSettings.Approval.valueOf(row.getString("approval").toUpperCase(Locale.ROOT)),
                                EnvironmentSettings.Evaluation.valueOf(row.getString("evaluation").toUpperCase(Locale.ROOT)),
                                Columns.parse(row.getString("origins"), ORIGINS)))));
    }

    /** Adds a project or brings an archived one back, or fails with {@code CONFLICT} if it is there. */
    public void addProject(String name) {
        EnvironmentId.requireName("project", name);
        int added = database.write(rows -> rows.change(
                "INSERT INTO flag_project(name, created) VALUES(?, ?)"
                        + " ON CONFLICT(name) DO UPDATE SET archived = NULL WHERE archived IS NOT NULL",
                name,
                clock.now().toEpochMilli()));
        if (added == 0) {
            throw new HoldfastException(ErrorCode.CONFLICT, "there is a project '" + name + "' already", "choose another name, or use it");
        }
    }

    /** Adds an environment or brings an archived one back with these settings, or fails with {@code CONFLICT} if it is there and {@code NOT_FOUND} if its project is not. */
    public void add(EnvironmentId id, EnvironmentSettings settings) {
        if (!projects().contains(id.project())) {
            throw new HoldfastException(ErrorCode.NOT_FOUND, "there is no project '" + id.project() + "'", "make it first");
        }
        int added = database.write(rows -> rows.change(
                "INSERT INTO flag_environment(project, name, created, approval, evaluation, origins) VALUES(?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT(project, name) DO UPDATE SET archived = NULL, approval = excluded.approval,"
                        + " evaluation = excluded.evaluation, origins = excluded.origins WHERE archived IS NOT NULL",
                id.project(),
                id.environment(),
                clock.now().toEpochMilli(),
                settings.approval().name(),
                settings.evaluation().name(),
                Columns.json(settings.origins())));
        if (added == 0) {
            throw new HoldfastException(ErrorCode.CONFLICT, "there is an environment " + id + " already", "choose another name, or change it");
        }
    }

    /** Takes an environment out of service. Its versions stay. */
    public void archive(EnvironmentId id) {
        database.change(rows -> rows.change(
                "UPDATE flag_environment SET archived = ? WHERE project = ? AND name = ?",
                clock.now().toEpochMilli(),
                id.project(),
                id.environment()));
    }

    /** Takes a project without environments out of service; false if it has some or is not there. */
    public boolean archiveProject(String name) {
        return database.write(rows -> rows.change(
                        "UPDATE flag_project SET archived = ? WHERE name = ? AND archived IS NULL"
                                + " AND NOT EXISTS (SELECT 1 FROM flag_environment WHERE project = flag_project.name AND archived IS NULL)",
                        clock.now().toEpochMilli(),
                        name)
                == 1);
    }

    /** Changes what holds for an environment. */
    public void change(EnvironmentId id, EnvironmentSettings settings) {
        database.change(rows -> rows.change(
                "UPDATE flag_environment SET approval = ?, evaluation = ?, origins = ? WHERE project = ? AND name = ?",
                settings.approval().name(),
                settings.evaluation().name(),
                Columns.json(settings.origins()),
                id.project(),
                id.environment()));
    }
}
