package dev.holdfast.control.experiment;

/** What may be said of a variant by a metric. */
public enum Finding {
    /** Too few units for any interval. */
    TOO_FEW,
    /** Nothing yet. */
    UNDECIDED,
    /** The metric is better than the control's. */
    BETTER,
    /** The metric is worse than the control's. */
    WORSE,
    /** A guardrail: it is no worse than may be tolerated. */
    HOLDS,
    /** A guardrail: it is worse than may be tolerated. */
    BROKEN
}
