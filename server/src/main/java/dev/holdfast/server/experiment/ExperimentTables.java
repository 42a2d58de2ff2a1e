package dev.holdfast.server.experiment;

import dev.holdfast.server.database.Migration;
import java.util.List;

/** The tables of experiments. */
public final class ExperimentTables {
    public static final Migration MIGRATION = new Migration(
            "experiments",
            List.of(
                    """
                    CREATE TABLE experiment(
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        project TEXT NOT NULL,
                        environment TEXT NOT NULL,
                        name TEXT NOT NULL,
                        body TEXT NOT NULL,
                        state TEXT NOT NULL,
                        created INTEGER NOT NULL,
                        started INTEGER,
                        stopped INTEGER,
                        events INTEGER NOT NULL DEFAULT 0,
                        late INTEGER NOT NULL DEFAULT 0,
                        dropped INTEGER NOT NULL DEFAULT 0,
                        UNIQUE(project, environment, name))""",
                    // values_json holds what was added to the sums, so that it can be taken away again.
                    """
                    CREATE TABLE experiment_unit(
                        experiment INTEGER NOT NULL,
                        unit TEXT NOT NULL,
                        variant TEXT NOT NULL,
                        first INTEGER NOT NULL,
                        due INTEGER NOT NULL,
                        apart INTEGER NOT NULL DEFAULT 0,
                        settled INTEGER NOT NULL DEFAULT 0,
                        values_json TEXT,
                        PRIMARY KEY(experiment, unit)) WITHOUT ROWID""",
                    "CREATE INDEX experiment_unit_due ON experiment_unit(experiment, due) WHERE settled = 0",
                    """
                    CREATE TABLE experiment_event(
                        id INTEGER PRIMARY KEY,
                        experiment INTEGER NOT NULL,
                        unit TEXT NOT NULL,
                        metric TEXT NOT NULL,
                        time INTEGER NOT NULL,
                        value REAL NOT NULL,
                        arrived INTEGER NOT NULL)""",
                    "CREATE INDEX experiment_event_unit ON experiment_event(experiment, unit)",
                    "CREATE INDEX experiment_event_arrived ON experiment_event(experiment, arrived)",
                    """
                    CREATE TABLE experiment_sum(
                        experiment INTEGER NOT NULL,
                        variant TEXT NOT NULL,
                        metric TEXT NOT NULL,
                        moments TEXT NOT NULL,
                        PRIMARY KEY(experiment, variant, metric)) WITHOUT ROWID""",
                    """
                    CREATE TABLE experiment_division(
                        experiment INTEGER NOT NULL,
                        variant TEXT NOT NULL,
                        assigned INTEGER NOT NULL,
                        apart INTEGER NOT NULL,
                        PRIMARY KEY(experiment, variant)) WITHOUT ROWID""",
                    """
                    CREATE TABLE experiment_batch(
                        project TEXT NOT NULL,
                        environment TEXT NOT NULL,
                        batch TEXT NOT NULL,
                        arrived INTEGER NOT NULL,
                        PRIMARY KEY(project, environment, batch)) WITHOUT ROWID""",
                    "CREATE INDEX experiment_batch_arrived ON experiment_batch(arrived)",
                    """
                    CREATE TABLE experiment_assignment(
                        experiment TEXT NOT NULL,
                        unit TEXT NOT NULL,
                        variant TEXT NOT NULL,
                        PRIMARY KEY(experiment, unit)) WITHOUT ROWID"""));

    private ExperimentTables() {}
}
