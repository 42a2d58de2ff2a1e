package dev.holdfast.control.experiment;

/**
 * How units come into an experiment, and when they count.
 *
 * @param unit the attribute of the context by which units are told apart, such as {@code targetingKey}
 * @param assignment whether a unit keeps its variant
 * @param windowMinutes for how long after its first exposure a unit's events count. It enters the results at the end of that time with a value
 *     that does not change any more: intervals that hold at all times are made of such values.
 * @param plannedUnits after how many units in all intervals should be narrowest; they hold for fewer and for more as well
 */
public record Plan(String unit, Assignment assignment, int windowMinutes, long plannedUnits) {
    private static final int LONGEST_MINUTES = 60 * 24 * 60;
    private static final long FEWEST = 100;
    private static final long MOST = 1_000_000_000_000L;

    /** Whether a unit keeps its variant. */
    public enum Assignment {
        /** It has the one that the flag's rule gives, whenever that is. */
        BY_RULE,
        /** It keeps the first one it had, also when the rule would give another. */
        STICKY
    }

    public Plan {
        Names.require(unit, "the unit's attribute");
        if (windowMinutes < 1 || windowMinutes > LONGEST_MINUTES) {
            throw new IllegalArgumentException("the window of a unit is 1 minute to 60 days");
        }
        if (plannedUnits < FEWEST || plannedUnits > MOST) {
            throw new IllegalArgumentException("an experiment is planned for " + FEWEST + " units or more");
        }
    }
}
