package dev.holdfast.control.flag.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.control.flag.life.GuardMetric.Reading;
import dev.holdfast.control.flag.life.StepPlan.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StepPlanTest {
    private static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Reading WELL = new Reading.Holds("0 errors");

    private final StepPlan plan = new StepPlan(List.of(1, 50), Duration.ofHours(1));

    private static Instant after(long minutes) {
        return BEGAN.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void aStepLastsItsTime() {
        assertEquals(new Decision.Wait("this step lasts until 2026-03-01T13:00:00Z"), plan.decide(0, BEGAN, after(59), WELL));
        assertEquals(new Decision.Advance(1, new Stage.Share(50)), plan.decide(0, BEGAN, after(60), WELL));
        assertEquals(new Decision.Finish(), plan.decide(1, BEGAN, after(60), WELL));
    }

    @Test
    void aGuardThatBreaksStopsAtOnceAndSaysWhy() {
        assertEquals(new Decision.Stop("9 errors"), plan.decide(0, BEGAN, after(1), new Reading.Broken("9 errors")));
        assertEquals(new Decision.Stop("9 errors"), plan.decide(1, BEGAN, after(90), new Reading.Broken("9 errors")));
    }

    @Test
    void withoutAReadingNothingGoesOn() {
        assertEquals(new Decision.Wait("silence"), plan.decide(0, BEGAN, after(600), new Reading.Unknown("silence")));
    }

    @Test
    void stepsGrow() {
        for (List<Integer> wrong : List.of(List.<Integer>of(), List.of(5, 1), List.of(1, 1), List.of(0, 5), List.of(50, 101))) {
            assertThrows(IllegalArgumentException.class, () -> new StepPlan(wrong, Duration.ZERO));
        }
        assertEquals(List.of(1, 5, 25, 50, 100), new StepPlan(StepPlan.USUAL, Duration.ZERO).percents());
    }
}
