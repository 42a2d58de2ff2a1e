package dev.holdfast.server.experiment;

import dev.holdfast.server.database.Rows;
import dev.holdfast.server.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The units of one experiment within one transaction, and how many there are of what: written at the end of it, not with each event. */
final class UnitRows {
    /** So many events wait for the end of their units' windows at most; more are dropped and counted. */
    private static final long MOST_EVENTS = 2_000_000;

    /** So many units an experiment has at most; more are dropped and counted. */
    private static final long MOST_UNITS = 5_000_000;

    private final Rows rows;
    private final Kept of;
    private final Tallies tallies;

    /**
     * A unit.
     *
     * @param values what it counted for; empty until it is settled, and if it is set apart
     */
    private record Unit(String variant, Instant first, boolean apart, boolean settled, Optional<UnitValues> values) {}

    UnitRows(Rows rows, Kept of) throws SQLException {
        this.rows = rows;
        this.of = of;
        this.tallies = Tallies.read(rows, of);
    }

    /** Writes what was counted. */
    void write() throws SQLException {
        tallies.write(rows, of);
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
            tallies.late();
            return false;
        }
        if (known.isEmpty() && of.state() == State.STOPPED) {
            return false;
        }
        if (tallies.waiting() >= MOST_EVENTS) {
            tallies.dropped();
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
        tallies.event();
        return true;
    }

    private void insert(Exposure exposure, Instant time) throws SQLException {
        if (tallies.assigned() >= MOST_UNITS) {
            tallies.dropped();
            return;
        }
        rows.change(
                "INSERT INTO experiment_unit(experiment, unit, variant, first, due) VALUES(?, ?, ?, ?, ?)",
                of.id(),
                exposure.targetingKey(),
                exposure.variant(),
                time.toEpochMilli(),
                of.due(time).toEpochMilli());
        tallies.assigned(exposure.variant());
    }

    /** A unit that met two variants shows the effect of neither; what it counted for is taken back. */
    private void setApart(String key, Unit unit) throws SQLException {
        if (unit.apart()) {
            return;
        }
        rows.change(
                "UPDATE experiment_unit SET apart = 1, values_json = NULL WHERE experiment = ? AND unit = ?", of.id(), key);
        tallies.apart(unit.variant());
        if (unit.values().isPresent()) {
            Sums sums = new Sums(rows, of);
            sums.remove(unit.variant(), unit.values().get());
            sums.write();
        }
    }

    private Optional<Unit> find(String key) throws SQLException {
        return rows.first(
                "SELECT variant, first, apart, settled, values_json FROM experiment_unit WHERE experiment = ? AND unit = ?", UnitRows::read, of.id(), key);
    }

    private static Unit read(ResultSet row) throws SQLException {
        return new Unit(
                row.getString(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getInt(3) != 0,
                row.getInt(4) != 0,
                Optional.ofNullable(row.getString(5)).map(text -> Json.read(text, UnitValues.class)));
    }
}
