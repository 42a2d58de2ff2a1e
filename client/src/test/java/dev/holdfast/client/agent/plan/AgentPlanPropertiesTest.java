package dev.holdfast.client.agent.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.config.RestoreRules;
import dev.holdfast.client.agent.fleet.BackupNotice;
import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.fleet.Message;
import dev.holdfast.client.agent.fleet.Problem;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.testkit.contract.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** An agent led through random months: times that come, work that ends in every way, crashes, tasks, a clock that jumps. */
final class AgentPlanPropertiesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final int STEPS = 2000;

    private final long seed = Seeds.next();
    private final RandomGenerator random = Seeds.generator(seed);
    private final AgentConfig config = TestConfigs.of(
            RestoreRules.DEFAULT,
            TestConfigs.schedule("nightly", "daily 02:30", Duration.ofMinutes(30)),
            TestConfigs.schedule("busy", "*/20 * * * *", Duration.ofMinutes(3)));
    private final AgentPlan plan = new AgentPlan(config, BERLIN);
    private final TaskIntake intake = new TaskIntake(config);
    private final Set<String> ids = new HashSet<>();
    private final Set<String> reports = new HashSet<>();
    private Instant now = Instant.parse("2026-10-20T00:00:00Z");
    private AgentState state = plan.recovered(AgentState.beginning("m"), now);

    @Test
    void whateverHappensTheRulesHold() {
        for (int step = 0; step < STEPS; step++) {
            AgentState before = state;
            move();
            AgentState after = state;
            for (QueuedWork work : after.queue()) {
                if (before.work(work.id()).isEmpty()) {
                    assertTrue(ids.add(work.id()), () -> "an id is given out twice, " + Seeds.replay(seed));
                }
                assertTrue(work.failures() < config.retries().attempts(), () -> "too many attempts, " + Seeds.replay(seed));
            }
            for (Work.Lane lane : Work.Lane.values()) {
                long running = after.queue().stream().filter(work -> work.work().lane() == lane && work.isRunning()).count();
                assertTrue(running <= 1, () -> "two things run in one lane, " + Seeds.replay(seed));
            }
            for (String schedule : List.of("nightly", "busy")) {
                long queued = after.queue().stream().filter(work -> work.isScheduled(schedule)).count();
                assertTrue(queued <= 1, () -> "a schedule is queued twice, " + Seeds.replay(seed));
            }
            assertTrue(after.outbox().size() <= AgentState.MAX_OUTBOX);
            state = delivered(after);
        }
    }

    @Test
    void noTimeIsLostWithoutABackupBegunAtOrAfterIt() {
        // Led without clock jumps and with backups that succeed, each of a schedule's times is followed by a start before the next-but-one.
        Instant lastStart = now;
        for (int step = 0; step < STEPS; step++) {
            Instant due = plan.nextTime(state, config.schedules().get(1), now).orElseThrow();
            now = now.plus(Duration.ofSeconds(random.nextInt(1200)));
            state = plan.due(state, now);
            Optional<QueuedWork> next = plan.next(state, Work.Lane.BACKUP, now);
            if (next.isPresent()) {
                lastStart = now;
                state = delivered(plan.ended(plan.started(state, next.get().id(), now), next.get().id(), done(), now, 0.1));
            }
            boolean late = due.plus(Duration.ofMinutes(45)).isBefore(now) && lastStart.isBefore(due);
            assertTrue(!late, () -> "the time " + due + " went by, " + Seeds.replay(seed));
        }
    }

    @Test
    void theTimeToWakeIsNeverTooLate() {
        for (int step = 0; step < 500; step++) {
            move();
            state = plan.due(state, now);
            Optional<Instant> wake = plan.wake(state, now);
            Instant earlier = wake.orElseThrow().minusMillis(1);
            if (earlier.isAfter(now)) {
                assertEquals(state, plan.due(state, earlier), () -> "something was due before the time to wake, " + Seeds.replay(seed));
                for (Work.Lane lane : Work.Lane.values()) {
                    assertEquals(plan.next(state, lane, now), plan.next(state, lane, earlier), () -> Seeds.replay(seed));
                }
            }
        }
    }

    /** One thing that may happen. */
    private void move() {
        switch (random.nextInt(10)) {
            case 0 -> state = plan.recovered(state, now);
            case 1 -> now = now.plus(Duration.ofMinutes(random.nextInt(3000)));
            case 2 -> now = random.nextInt(20) == 0 ? now.minus(Duration.ofHours(random.nextInt(100))) : now;
            case 3 -> state = intake.asked(state, task(), now);
            case 4 -> state = intake.wanted(state, "busy", now);
            case 5, 6 -> now = now.plus(Duration.ofSeconds(random.nextInt(2000)));
            default -> work();
        }
    }

    private void work() {
        state = plan.due(state, now);
        for (Work.Lane lane : Work.Lane.values()) {
            Optional<QueuedWork> running = state.queue().stream().filter(work -> work.work().lane() == lane && work.isRunning()).findFirst();
            if (running.isPresent() && random.nextBoolean()) {
                state = plan.ended(state, running.get().id(), result(), now, random.nextDouble());
            }
            plan.next(state, lane, now).ifPresent(next -> state = plan.started(state, next.id(), now));
        }
    }

    private Result result() {
        return switch (random.nextInt(6)) {
            case 0 -> new Result.Failed(new Problem(ErrorCode.SERVER_UNREACHABLE, "away"));
            case 1 -> new Result.Failed(new Problem(ErrorCode.WRONG_PASSPHRASE, "wrong"));
            case 2 -> new Result.Interrupted();
            case 3 -> new Result.Cancelled();
            default -> done();
        };
    }

    private static Result done() {
        return new Result.Done(Optional.of("abcd"), BackupNotice.Totals.NONE, 0);
    }

    private FleetTask task() {
        String id = "t" + random.nextInt(300);
        FleetTask.Order order = new FleetTask.Order("ab", List.of(RawPath.ROOT), "/var/lib/holdfast/restores/x", FleetTask.Existing.KEEP);
        return random.nextBoolean() ? new FleetTask.Restore(id, order) : new FleetTask.Backup(id, Optional.empty());
    }

    private AgentState delivered(AgentState full) {
        AgentState empty = full;
        for (Message message : full.outbox()) {
            if (message instanceof Message.Report report) {
                assertTrue(reports.add(report.key()), () -> "two reports share a key, " + Seeds.replay(seed));
            }
            empty = plan.told(empty, message);
        }
        return empty;
    }
}
