package dev.holdfast.server.experiment;

import dev.holdfast.server.database.Rows;
import dev.holdfast.server.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The units of one experiment within one transaction. */
final class UnitRows {
    /** So many events wait for the end of their units' windows at most; more are dropped and counted. */
    private static final long MOST_EVENTS = 2_000_000;

    /** So many units an experiment has at most; more are dropped and counted. */
    private static final long MOST_UNITS = 5_000_000;

    private final Rows rows;
    private final Kept of;

    /**
     * A unit.
     *
     * @param values what it counted for; empty until it is settled, and if it is set apart
     */
    private record Unit(String variant, Instant first, boolean apart, boolean settled, Optional<UnitValues> values) {}

    UnitRows(Rows rows, Kept of) {
        this.rows = rows;
        this.of = of;
    }

    /** A unit met a variant, for the first time or again. */
    void expose(Exposure exposure, Instant time) throws SQLException {
        Optional<Unit> known = find(exposure.targetingKey());
        if (known.isEmpty()) {
            insert(exposure, time);
        } else if (!known.get().variant().equals(exposure.variant())) {
            setApart(exposure.targetingKey(), known.get());
        } else if (time.isBefore(known.get().first()) && !known.get().settled()) {
            rows.change(
                    "UPDATE experiment_unit SET first = ?, due = ? WHERE experiment = ? AND unit = ?",
                    time.toEpochMilli(),
                    of.due(time).toEpochMilli(),
                    of.id(),
                    exposure.targetingKey());
        }
    }

    /** Something happened to a unit, which may not have met a variant yet; false if it does not count any more. */
    boolean measure(Measurement measurement, Instant time, Instant arrived) throws SQLException {
        Optional<Unit> known = find(measurement.targetingKey());
        if (known.isPresent() && known.get().settled()) {
            count("late");
            return false;
        }
        if (known.isEmpty() && of.state() == State.STOPPED) {
            return false;
        }
        if (tally("events") >= MOST_EVENTS) {
            count("dropped");
            return false;
        }
        rows.change(
                "INSERT INTO experiment_event(experiment, unit, metric, time, value, arrived) VALUES(?, ?, ?, ?, ?, ?)",
                of.id(),
                measurement.targetingKey(),
                measurement.name(),
                time.toEpochMilli(),
                measurement.amount(),
                arrived.toEpochMilli());
        count("events");
        return true;
    }

    private void insert(Exposure exposure, Instant time) throws SQLException {
        if (assigned() >= MOST_UNITS) {
            count("dropped");
            return;
        }
        rows.change(
                "INSERT INTO experiment_unit(experiment, unit, variant, first, due) VALUES(?, ?, ?, ?, ?)",
                of.id(),
                exposure.targetingKey(),
                exposure.variant(),
                time.toEpochMilli(),
                of.due(time).toEpochMilli());
        rows.change(
                "INSERT INTO experiment_division(experiment, variant, assigned, apart) VALUES(?, ?, 1, 0)"
                        + " ON CONFLICT(experiment, variant) DO UPDATE SET assigned = assigned + 1",
                of.id(),
                exposure.variant());
    }

    /** A unit that met two variants shows the effect of neither; what it counted for is taken back. */
    private void setApart(String key, Unit unit) throws SQLException {
        if (unit.apart()) {
            return;
        }
        rows.change(
                "UPDATE experiment_unit SET apart = 1, values_json = NULL WHERE experiment = ? AND unit = ?", of.id(), key);
        rows.change(
                "UPDATE experiment_division SET apart = apart + 1 WHERE experiment = ? AND variant = ?", of.id(), unit.variant());
        if (unit.values().isPresent()) {
            Sums sums = new Sums(rows, of);
            sums.remove(unit.variant(), unit.values().get());
            sums.write();
        }
    }

    private Optional<Unit> find(String key) throws SQLException {
        return rows.first(
                "SELECT * FROM experiment_unit WHERE experiment = ? AND unit = ?", UnitRows::read, of.id(), key);
    }

    private static Unit read(ResultSet row) throws SQLException {
        return new Unit(
                row.getString("variant"),
                Instant.ofEpochMilli(row.getLong("first")),
                row.getInt("apart") != 0,
                row.getInt("settled") != 0,
                Optional.ofNullable(row.getString("values_json")).map(text -> Json.read(text, UnitValues.class)));
    }

    private long assigned() throws SQLException {
        return rows.first(
                        "SELECT COALESCE(SUM(assigned), 0) FROM experiment_division WHERE experiment = ?",
                        row -> row.getLong(1),
                        of.id())
                .orElse(0L);
    }

    /** One of the experiment's own counters; the names are ours. */
    private long tally(String counter) throws SQLException {
        return rows.first("SELECT " + counter + " FROM experiment WHERE id = ?", row -> row.getLong(1), of.id()).orElse(0L);
    }

    private void count(String counter) throws SQLException {
        rows.change("UPDATE experiment SET " + counter + " = " + counter + " + 1 WHERE id = ?", of.id());
    }
}
