package dev.holdfast.control.experiment;

import dev.holdfast.control.experiment.statistics.Readiness;
import java.util.Optional;

/**
 * What is measured of each unit.
 *
 * @param name of the events that are sent
 * @param kind how a unit's events become its value
 * @param better which way is good
 * @param covariate the name of events whose sum before the unit's first exposure explains part of its value, such as those of this metric
 *     itself; empty for none
 */
public record Metric(String name, Kind kind, Better better, Optional<String> covariate) {
    /** How a unit's events become its value. */
    public enum Kind {
        /** 1 if there was any, otherwise 0: the mean is a proportion. */
        CONVERSION(Readiness.PROPORTION),
        /** Their sum. */
        SUM(Readiness.MEAN);

        private final Readiness readiness;

        Kind(Readiness readiness) {
            this.readiness = readiness;
        }

        Readiness readiness() {
            return readiness;
        }

        /** The value of a unit whose events are so many and add up to this. */
        public double value(long events, double sum) {
            return this == SUM ? sum : events > 0 ? 1 : 0;
        }
    }

    /** Which way is good. */
    public enum Better {
        HIGHER,
        LOWER
    }

    public Metric {
        Names.require(name, "a metric");
        covariate.ifPresent(events -> Names.require(events, "a covariate"));
    }
}
