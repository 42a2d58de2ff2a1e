package dev.holdfast.server.experiment;

import dev.holdfast.core.time.Clock;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Rows;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes down what programs report, each batch in one atomic step and once. Thread-safe. */
public final class Intake {
    /** What happened longer ago is not taken; a batch is known for as long. */
    static final Duration OLDEST = Duration.ofDays(30);

    private final ControlDatabase database;
    private final ExperimentStore experiments;
    private final Clock clock;

    public Intake(ControlDatabase database, ExperimentStore experiments, Clock clock) {
        this.database = database;
        this.experiments = experiments;
        this.clock = clock;
    }

    private interface Step<T> {
        /** Whether any experiment wrote it down. */
        boolean write(Units units, T event) throws SQLException;
    }

    /** The units of all experiments that a batch is about. */
    private record Units(Rows rows, Map<Long, UnitRows> known) {
        UnitRows of(Kept kept) throws SQLException {
            UnitRows found = known.get(kept.id());
            if (found == null) {
                found = new UnitRows(rows, kept);
                known.put(kept.id(), found);
            }
            return found;
        }

        void write() throws SQLException {
            for (UnitRows units : known.values()) {
                units.write();
            }
        }
    }

    /** Units that met variants. */
    Receipt exposures(EnvironmentName where, Optional<String> batch, List<Exposure> exposures) {
        List<Kept> here = experiments.in(where);
        Instant now = clock.now();
        return write(where, batch, exposures, (units, exposure) -> {
            Instant time = time(exposure.time(), now);
            boolean counted = false;
            for (Kept kept : here) {
                if (!isTooOld(time, now) && kept.takes(exposure, time)) {
                    units.of(kept).expose(exposure, time);
                    counted = true;
                }
            }
            return counted;
        });
    }

    /** Things that happened to units. */
    Receipt measurements(EnvironmentName where, Optional<String> batch, List<Measurement> measurements) {
        List<Kept> here = experiments.in(where);
        Instant now = clock.now();
        return write(where, batch, measurements, (units, measurement) -> {
            Instant time = time(measurement.time(), now);
            boolean counted = false;
            for (Kept kept : here) {
                if (!isTooOld(time, now) && kept.experiment().measures().use(measurement.name())) {
                    counted |= units.of(kept).measure(measurement, time, now);
                }
            }
            return counted;
        });
    }

    private <T> Receipt write(EnvironmentName where, Optional<String> batch, List<T> events, Step<T> step) {
        return database.write(rows -> {
            if (batch.isPresent() && !isNew(rows, where, batch.get())) {
                return Receipt.REPEATED;
            }
            Units units = new Units(rows, new TreeMap<>());
            int counted = 0;
            for (T event : events) {
                counted += step.write(units, event) ? 1 : 0;
            }
            units.write();
            return new Receipt(counted, events.size() - counted, false);
        });
    }

    private boolean isNew(Rows rows, EnvironmentName where, String batch) throws SQLException {
        return rows.change(
                        "INSERT OR IGNORE INTO experiment_batch(project, environment, batch, arrived) VALUES(?, ?, ?, ?)",
                        where.project(),
                        where.environment(),
                        batch,
                        clock.now().toEpochMilli())
                == 1;
    }

    /** A clock that runs ahead cannot report from the future: it is taken to mean now. */
    private static Instant time(Optional<Instant> reported, Instant now) {
        return reported.filter(time -> time.isBefore(now)).orElse(now);
    }

    private static boolean isTooOld(Instant time, Instant now) {
        return time.isBefore(now.minus(OLDEST));
    }
}
