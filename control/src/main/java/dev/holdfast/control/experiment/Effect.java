package dev.holdfast.control.experiment;

import dev.holdfast.control.experiment.statistics.Interval;
import java.util.Optional;

/**
 * What a variant changes of a metric.
 *
 * @param absolute the difference to the control's mean; with a covariate of the metric, of what that does not explain
 * @param relative the difference as part of the control's mean, without a covariate; empty while that may be 0
 * @param unadjusted the difference without regard to a covariate; empty if there is none
 * @param explained the part of the variance that a covariate takes away
 * @param error how often one of the intervals is wrong at any look
 */
public record Effect(Range absolute, Optional<Range> relative, Optional<Range> unadjusted, double explained, double error) {
    /** An estimate with the interval around it. */
    public record Range(double estimate, double lower, double upper) {
        static Range of(double estimate, Interval interval) {
            return new Range(estimate, interval.lower(), interval.upper());
        }
    }
}
