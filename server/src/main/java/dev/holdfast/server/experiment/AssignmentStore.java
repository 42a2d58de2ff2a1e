package dev.holdfast.server.experiment;

import dev.holdfast.control.experiment.Assignments;
import dev.holdfast.server.database.ControlDatabase;
import java.util.Optional;

/** The first variants of units in one environment, as rows. Thread-safe. */
public final class AssignmentStore implements Assignments {
    private final ControlDatabase database;
    private final EnvironmentName where;

    public AssignmentStore(ControlDatabase database, EnvironmentName where) {
        this.database = database;
        this.where = where;
    }

    @Override
    public Optional<String> first(String experiment, String unit) {
        return database.read(rows -> rows.first(
                "SELECT variant FROM experiment_assignment WHERE experiment = ? AND unit = ?",
                row -> row.getString(1),
                key(experiment),
                unit));
    }

    @Override
    public String keep(String experiment, String unit, String variant) {
        return database.write(rows -> {
            rows.change(
                    "INSERT OR IGNORE INTO experiment_assignment(experiment, unit, variant) VALUES(?, ?, ?)",
                    key(experiment),
                    unit,
                    variant);
            return rows.first(
                            "SELECT variant FROM experiment_assignment WHERE experiment = ? AND unit = ?",
                            row -> row.getString(1),
                            key(experiment),
                            unit)
                    .orElse(variant);
        });
    }

    /**
     * Removes so many units of an experiment.
     *
     * @return how many there were; fewer than {@code most} if that was all
     */
    int forget(String experiment, int most) {
        return database.write(rows -> rows.change(
                "DELETE FROM experiment_assignment WHERE experiment = ? AND unit IN"
                        + " (SELECT unit FROM experiment_assignment WHERE experiment = ? LIMIT ?)",
                key(experiment),
                key(experiment),
                most));
    }

    /** How many units of an experiment are written down. */
    long count(String experiment) {
        return database.<Optional<Long>>read(rows -> rows.first(
                        "SELECT count(*) FROM experiment_assignment WHERE experiment = ?", row -> row.getLong(1), key(experiment)))
                .orElse(0L);
    }

    private String key(String experiment) {
        return where + "/" + experiment;
    }
}
