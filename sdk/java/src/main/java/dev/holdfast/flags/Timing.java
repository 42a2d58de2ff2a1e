package dev.holdfast.flags;

import java.time.Duration;

/**
 * When the server is asked. Immutable.
 *
 * @param poll pause between questions while the server sends no notices
 * @param pollWhileListening pause between questions while it does
 * @param answer how long to wait for a whole answer
 * @param silence after which a stream of notices counts as broken; servers say something each 15 seconds
 * @param firstWait bound of the pause after one failure; it doubles with each further one
 * @param longestWait bound of every pause after failures
 * @param noticeSpread questions after a notice are spread over this time, so that not all programs ask in the same moment
 */
public record Timing(
        Duration poll,
        Duration pollWhileListening,
        Duration answer,
        Duration silence,
        Duration firstWait,
        Duration longestWait,
        Duration noticeSpread) {
    /** For nearly every program. */
    public static final Timing STANDARD = new Timing(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(40),
            Duration.ofMillis(500),
            Duration.ofMinutes(1),
            Duration.ofMillis(200));

    public Timing {
        requirePositive(poll);
        requirePositive(pollWhileListening);
        requirePositive(answer);
        requirePositive(silence);
        requirePositive(firstWait);
        if (longestWait.compareTo(firstWait) < 0 || noticeSpread.isNegative()) {
            throw new IllegalArgumentException("waits of up to " + longestWait + " and " + noticeSpread);
        }
    }

    private static void requirePositive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a time of " + duration + " between questions");
        }
    }
}
