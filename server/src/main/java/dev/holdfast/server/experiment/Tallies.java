package dev.holdfast.server.experiment;

import dev.holdfast.server.database.Rows;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The counters of one experiment within one transaction: read when it begins, counted in memory, written once. Belongs to its thread. */
final class Tallies {
    private final long waitingBefore;
    private final long assignedBefore;
    private final Map<String, Division> divisions = new TreeMap<>();
    private long events;
    private long late;
    private long dropped;
    private long newlyAssigned;

    /** What is new in a variant. */
    private record Division(long assigned, long apart) {
        Division plus(Division other) {
            return new Division(assigned + other.assigned, apart + other.apart);
        }
    }

    private Tallies(long waitingBefore, long assignedBefore) {
        this.waitingBefore = waitingBefore;
        this.assignedBefore = assignedBefore;
    }

    static Tallies read(Rows rows, Kept of) throws SQLException {
        long waiting = rows.first("SELECT events FROM experiment WHERE id = ?", row -> row.getLong(1), of.id()).orElse(0L);
        long assigned = rows.first(
                        "SELECT COALESCE(SUM(assigned), 0) FROM experiment_division WHERE experiment = ?", row -> row.getLong(1), of.id())
                .orElse(0L);
        return new Tallies(waiting, assigned);
    }

    /** Events that wait for the end of their units' windows. */
    long waiting() {
        return waitingBefore + events;
    }

    /** Units of all variants. */
    long assigned() {
        return assignedBefore + newlyAssigned;
    }

    /** One event more waits. */
    void event() {
        events++;
    }

    /** One came too late. */
    void late() {
        late++;
    }

    /** There was no room for one. */
    void dropped() {
        dropped++;
    }

    /** A unit came into a variant. */
    void assigned(String variant) {
        newlyAssigned++;
        divisions.merge(variant, new Division(1, 0), Division::plus);
    }

    /** A unit of a variant is set apart. */
    void apart(String variant) {
        divisions.merge(variant, new Division(0, 1), Division::plus);
    }

    void write(Rows rows, Kept of) throws SQLException {
        if (events + late + dropped > 0) {
            rows.change(
                    "UPDATE experiment SET events = events + ?, late = late + ?, dropped = dropped + ? WHERE id = ?", events, late, dropped, of.id());
        }
        for (Map.Entry<String, Division> division : divisions.entrySet()) {
            rows.change(
                    "INSERT INTO experiment_division(experiment, variant, assigned, apart) VALUES(?, ?, ?, ?)"
                            + " ON CONFLICT(experiment, variant) DO UPDATE SET assigned = assigned + excluded.assigned, apart = apart + excluded.apart",
                    of.id(),
                    division.getKey(),
                    division.getValue().assigned(),
                    division.getValue().apart());
        }
    }
}
