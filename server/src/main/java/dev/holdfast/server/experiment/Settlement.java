package dev.holdfast.server.experiment;

import dev.holdfast.control.experiment.Metric;
import dev.holdfast.control.experiment.VariantSums;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Rows;
import dev.holdfast.server.json.Json;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns units whose window has ended into values and adds these to the sums of their variants, in the order in which they end: that order knows
 * nothing of the values, so that intervals which hold at all times may rest on them. Thread-safe.
 */
public final class Settlement {
    private static final int AT_ONCE = 1_000;

    private final ControlDatabase database;
    private final ExperimentStore experiments;
    private final Clock clock;

    private record Due(String unit, String variant, Instant first, boolean apart) {}

    private record Event(String metric, Instant time, double value) {}

    public Settlement(ControlDatabase database, ExperimentStore experiments, Clock clock) {
        this.database = database;
        this.experiments = experiments;
        this.clock = clock;
    }

    /** Does what is due everywhere, and forgets what nobody waits for any more. */
    public void look() {
        for (Kept kept : experiments.all()) {
            settle(kept);
            forget(kept);
            if (kept.state() == State.STOPPED) {
                forgetAssignments(kept);
            }
        }
        database.change(rows -> rows.change(
                "DELETE FROM experiment_batch WHERE arrived < ?", clock.now().minus(Intake.OLDEST).toEpochMilli()));
    }

    /** The sums of an experiment as they are now. */
    Map<String, VariantSums> sums(Kept kept) {
        settle(kept);
        return database.read(rows -> Sums.read(rows, kept));
    }

    /** Events that count for nothing: those that arrived too late, and those there was no room for. */
    record Losses(long late, long dropped) {}

    Losses losses(Kept kept) {
        return database.read(rows -> rows.first(
                        "SELECT late, dropped FROM experiment WHERE id = ?", row -> new Losses(row.getLong(1), row.getLong(2)), kept.id())
                .orElse(new Losses(0, 0)));
    }

    private void settle(Kept kept) {
        int settled;
        do {
            settled = database.write(rows -> settle(rows, kept));
        } while (settled == AT_ONCE);
    }

    private int settle(Rows rows, Kept kept) throws SQLException {
        List<Due> due = rows.list(
                "SELECT unit, variant, first, apart FROM experiment_unit"
                        + " WHERE experiment = ? AND settled = 0 AND due <= ? ORDER BY due LIMIT " + AT_ONCE,
                row -> new Due(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)), row.getInt(4) != 0),
                kept.id(),
                clock.now().toEpochMilli());
        Sums sums = new Sums(rows, kept);
        int gone = 0;
        for (Due unit : due) {
            gone += settle(rows, kept, unit, sums);
        }
        sums.write();
        if (gone > 0) {
            rows.change("UPDATE experiment SET events = events - ? WHERE id = ?", gone, kept.id());
        }
        return due.size();
    }

    /** Returns how many events do not wait any more. */
    private static int settle(Rows rows, Kept kept, Due unit, Sums sums) throws SQLException {
        List<Event> events = rows.list(
                "SELECT metric, time, value FROM experiment_event WHERE experiment = ? AND unit = ?",
                row -> new Event(row.getString(1), Instant.ofEpochMilli(row.getLong(2)), row.getDouble(3)),
                kept.id(),
                unit.unit());
        int gone = rows.change("DELETE FROM experiment_event WHERE experiment = ? AND unit = ?", kept.id(), unit.unit());
        UnitValues values = values(kept, unit, events);
        if (!unit.apart()) {
            sums.add(unit.variant(), values);
        }
        rows.change(
                "UPDATE experiment_unit SET settled = 1, values_json = ? WHERE experiment = ? AND unit = ?",
                unit.apart() ? null : Json.text(values),
                kept.id(),
                unit.unit());
        return gone;
    }

    private static UnitValues values(Kept kept, Due unit, List<Event> events) {
        Instant end = unit.first().plus(kept.window());
        Map<String, UnitValues.Value> values = new HashMap<>();
        for (Metric metric : kept.experiment().measures().all()) {
            List<Double> during = events.stream()
                    .filter(event -> event.metric().equals(metric.name()))
                    .filter(event -> !event.time().isBefore(unit.first()) && event.time().isBefore(end))
                    .map(Event::value)
                    .toList();
            double before = events.stream()
                    .filter(event -> metric.covariate().filter(event.metric()::equals).isPresent())
                    .filter(event -> event.time().isBefore(unit.first()))
                    .mapToDouble(Event::value)
                    .sum();
            double sum = during.stream().mapToDouble(Double::doubleValue).sum();
            values.put(metric.name(), new UnitValues.Value(metric.kind().value(during.size(), sum), before));
        }
        return new UnitValues(values);
    }

    /** Which variants units had first: nobody keeps them any more. */
    private void forgetAssignments(Kept kept) {
        AssignmentStore assignments = new AssignmentStore(database, kept.where());
        int gone;
        do {
            gone = assignments.forget(kept.experiment().name(), AT_ONCE);
        } while (gone == AT_ONCE);
    }

    /** Events of units that did not come in: after so many days, or once none can come in any more. */
    private void forget(Kept kept) {
        Instant before = kept.state() == State.STOPPED ? clock.now() : clock.now().minus(Intake.OLDEST);
        int gone;
        do {
            gone = database.write(rows -> {
                int removed = rows.change(
                        "DELETE FROM experiment_event WHERE id IN (SELECT e.id FROM experiment_event e"
                                + " WHERE e.experiment = ? AND e.arrived < ? AND NOT EXISTS (SELECT 1 FROM experiment_unit u"
                                + " WHERE u.experiment = e.experiment AND u.unit = e.unit) LIMIT " + AT_ONCE + ")",
                        kept.id(),
                        before.toEpochMilli());
                if (removed > 0) {
                    rows.change("UPDATE experiment SET events = events - ? WHERE id = ?", removed, kept.id());
                }
                return removed;
            });
        } while (gone == AT_ONCE);
    }
}
