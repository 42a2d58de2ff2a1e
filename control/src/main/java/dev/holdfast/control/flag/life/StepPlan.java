package dev.holdfast.control.flag.life;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * By which steps, and how fast, a flag is rolled out.
 *
 * @param percents the shares, growing
 * @param pause how long each step lasts at least
 */
public record StepPlan(List<Integer> percents, Duration pause) {
    /** The steps if nobody says otherwise. */
    public static final List<Integer> USUAL = List.of(1, 5, 25, 50, 100);

    private static final int MOST = 100;
    private static final Duration LONGEST = Duration.ofDays(365);

    public StepPlan {
        percents = List.copyOf(percents);
        List<Integer> sorted = new ArrayList<>(percents).stream().sorted().distinct().toList();
        if (percents.isEmpty() || percents.size() > MOST || !sorted.equals(percents) || percents.getFirst() < 1 || percents.getLast() > 100) {
            throw new IllegalArgumentException("the steps of a roll-out are growing shares of 1 to 100 %");
        }
        if (pause.isNegative() || pause.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a step lasts at most a year");
        }
    }

    /** What happens next. */
    public sealed interface Decision {
        /** The next step is due. */
        record Advance(int step, Stage stage) implements Decision {}

        /** Not yet. */
        record Wait(String why) implements Decision {}

        /** The guard does not hold; no further step is taken. */
        record Stop(String why) implements Decision {}

        /** The last step has lasted long enough. */
        record Finish() implements Decision {}
    }

    public Stage stage(int step) {
        return new Stage.Share(percents.get(step));
    }

    /** What to do in a step that began at {@code since}. */
    public Decision decide(int step, Instant since, Instant now, GuardMetric.Reading reading) {
        return switch (reading) {
            case GuardMetric.Reading.Broken broken -> new Decision.Stop(broken.detail());
            case GuardMetric.Reading.Unknown unknown -> new Decision.Wait(unknown.detail());
            case GuardMetric.Reading.Holds holds -> decide(step, since.plus(pause), now);
        };
    }

    private Decision decide(int step, Instant due, Instant now) {
        if (now.isBefore(due)) {
            return new Decision.Wait("this step lasts until " + due);
        }
        return step + 1 < percents.size() ? new Decision.Advance(step + 1, stage(step + 1)) : new Decision.Finish();
    }
}
