package dev.holdfast.flags.sticky;

import dev.holdfast.control.flag.EvaluationContext;
import java.time.Duration;
import java.util.Set;

/**
 * Of which flags variants are kept, and how the server is asked for them. Immutable.
 *
 * @param flags those on which experiments with sticky assignment run; only they are asked for
 * @param unit the attribute by which units are told apart, as the experiment names it
 * @param deadline how long a reading waits at most, everything together
 * @param lasting for how long an answer holds: so long after an experiment has stopped, somebody may still have what they kept
 * @param most answers that are remembered at a time
 */
public record StickyRules(Set<String> flags, String unit, Duration deadline, Duration lasting, int most) {
    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final Duration LASTING = Duration.ofMinutes(5);
    private static final int MOST = 50_000;

    public StickyRules {
        flags = Set.copyOf(flags);
        if (flags.isEmpty() || unit.isEmpty()) {
            throw new IllegalArgumentException("there is no flag or no unit whose variants are kept");
        }
        if (most < 1 || isNone(deadline) || isNone(lasting)) {
            throw new IllegalArgumentException(most + " answers that hold for " + lasting + ", waited for " + deadline);
        }
    }

    private static boolean isNone(Duration duration) {
        return duration.isNegative() || duration.isZero();
    }

    /** For these flags, by targeting key: a reading waits at most 300 ms, and 50,000 answers are remembered for 5 minutes. */
    public static StickyRules of(String... flags) {
        return new StickyRules(Set.of(flags), EvaluationContext.TARGETING_KEY, DEADLINE, LASTING, MOST);
    }

    /** The same by another attribute. */
    public StickyRules by(String attribute) {
        return new StickyRules(flags, attribute, deadline, lasting, most);
    }

    /** The same with this deadline. */
    public StickyRules within(Duration next) {
        return new StickyRules(flags, unit, next, lasting, most);
    }
}
