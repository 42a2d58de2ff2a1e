package dev.holdfast.client.agent.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.agent.config.AgentConfig;
import dev.holdfast.client.agent.fleet.BackupNotice;
import dev.holdfast.client.agent.fleet.FleetTask;
import dev.holdfast.client.agent.fleet.Message;
import dev.holdfast.client.agent.fleet.Problem;
import dev.holdfast.client.agent.fleet.TaskState;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.tree.RawPath;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AgentPlanTest {
    private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");
    private static final Result DONE = new Result.Done(Optional.of("abcd"), BackupNotice.Totals.NONE, 0);

    private final AgentConfig config = TestConfigs.nightlyAndHourly();
    private final AgentPlan plan = new AgentPlan(config, ZoneOffset.UTC);
    private final TaskIntake intake = new TaskIntake(config);

    private AgentState begin() {
        return plan.recovered(AgentState.beginning("test"), START);
    }

    private static Result failed(ErrorCode code) {
        return new Result.Failed(new Problem(code, "because"));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-" + time + ":00Z");
    }

    private QueuedWork next(AgentState state, Instant now) {
        return plan.next(state, Work.Lane.BACKUP, now).orElseThrow();
    }

    private AgentState run(AgentState state, Result result, Instant now) {
        QueuedWork work = next(state, now);
        return plan.ended(plan.started(state, work.id(), now), work.id(), result, now, 0.5);
    }

    @Test
    void anAgentThatIsNewWaitsForTheFirstTime() {
        AgentState state = plan.due(begin(), START);
        assertEquals(List.of(), state.queue());
        assertEquals(Optional.of(at("26T13:00")), plan.wake(state, START));
    }

    @Test
    void timesThatWereMissedAreMadeUpForOnce() {
        AgentState state = plan.due(begin(), at("29T09:30"));
        assertEquals(List.of("nightly", "hourly"), state.queue().stream().map(AgentPlanTest::schedule).toList());
        assertEquals(state, plan.due(state, at("29T09:31")));
    }

    private static String schedule(QueuedWork work) {
        return ((Work.Backup) work.work()).schedule();
    }

    @Test
    void aTimeThatComesWhileTheBackupRunsPasses() {
        AgentState state = plan.due(begin(), at("26T13:00"));
        state = plan.started(state, next(state, at("26T13:00")).id(), at("26T13:00"));
        state = plan.due(state, at("26T14:00"));
        assertEquals(1, state.queue().size());
        state = plan.ended(state, state.queue().getFirst().id(), DONE, at("26T14:20"), 0);
        assertEquals(List.of(), plan.due(state, at("26T14:30")).queue());
        assertEquals(1, plan.due(state, at("26T15:00")).queue().size());
    }

    @Test
    void whatMayPassIsTriedAgainUntilTheAttemptsAreUsedUp() {
        AgentState state = plan.due(begin(), at("26T13:00"));
        Instant now = at("26T13:00");
        for (int attempt = 1; attempt < config.retries().attempts(); attempt++) {
            state = run(state, failed(ErrorCode.SERVER_UNREACHABLE), now);
            assertEquals(attempt, state.queue().getFirst().failures());
            assertEquals(List.of(), state.outbox());
            now = state.queue().getFirst().notBefore();
        }
        state = run(state, failed(ErrorCode.SERVER_UNREACHABLE), now);
        assertEquals(List.of(), state.queue());
        Message.Report report = (Message.Report) state.outbox().getFirst();
        assertEquals(BackupNotice.Outcome.FAILED, report.notice().outcome());
        assertEquals(1, plan.due(state, at("26T20:00")).queue().size(), "the next time is tried as if nothing had been");
    }

    @Test
    void whatCannotPassIsNotTriedAgain() {
        AgentState state = run(plan.due(begin(), at("26T13:00")), failed(ErrorCode.WRONG_PASSPHRASE), at("26T13:00"));
        assertEquals(List.of(), state.queue());
        assertEquals(1, state.outbox().size());
    }

    @Test
    void aNewTimeTakesThePlaceOfWhatWaitsToBeTriedAgain() {
        AgentState state = run(plan.due(begin(), at("26T13:00")), failed(ErrorCode.STORE_BUSY), at("26T13:59"));
        state = plan.due(state, at("26T14:00"));
        assertEquals(1, state.queue().size());
        assertEquals(0, state.queue().getFirst().failures());
    }

    @Test
    void whatIsInterruptedIsQueuedAgainAndNotCounted() {
        AgentState state = run(plan.due(begin(), at("26T13:00")), new Result.Interrupted(), at("26T13:10"));
        assertEquals(0, state.queue().getFirst().failures());
        assertTrue(state.queue().getFirst().isReady(at("26T13:10")));
    }

    @Test
    void whatBringsTheAgentDownEachTimeEndsSomeDay() {
        AgentState state = plan.due(begin(), at("26T13:00"));
        int starts = 0;
        while (!state.queue().isEmpty()) {
            state = plan.started(state, next(state, at("26T13:00")).id(), at("26T13:00"));
            state = plan.recovered(state, at("26T13:00"));
            starts++;
        }
        assertEquals(config.retries().attempts(), starts);
    }

    @Test
    void aClockThatWasSetBackStopsNothing() {
        AgentState state = plan.due(begin(), at("29T09:30"));
        state = run(run(state, DONE, at("29T09:30")), DONE, at("29T09:30"));
        state = plan.due(state, at("26T12:00"));
        assertEquals(1, plan.due(state, at("26T13:00")).queue().size());
    }

    @Test
    void aScheduleThatIsNoLongerConfiguredIsForgotten() {
        AgentState state = plan.due(begin(), at("29T09:30"));
        AgentPlan other = new AgentPlan(TestConfigs.hourly(), ZoneOffset.UTC);
        state = other.recovered(state, at("29T09:31"));
        assertEquals(List.of("hourly"), state.queue().stream().map(AgentPlanTest::schedule).toList());
        assertEquals(1, state.schedules().size());
    }

    @Test
    void aTaskOfAllSchedulesSucceedsWithTheLastOne() {
        AgentState state = intake.asked(begin(), new FleetTask.Backup("t1", Optional.empty()), START);
        assertEquals(2, state.queue().size());
        state = run(state, DONE, START);
        assertFalse(state.ended().containsKey("t1"));
        state = run(state, DONE, START);
        assertEquals(new TaskState.Succeeded(), state.ended().get("t1"));
        assertEquals(state.outbox().size(), 3);
    }

    @Test
    void aTaskOfAllSchedulesFailsWithTheFirstThatFails() {
        AgentState state = intake.asked(begin(), new FleetTask.Backup("t1", Optional.empty()), START);
        state = run(state, failed(ErrorCode.COMMAND_FAILED), START);
        assertTrue(state.ended().get("t1") instanceof TaskState.Failed);
        state = run(state, DONE, START);
        assertTrue(state.ended().get("t1") instanceof TaskState.Failed);
    }

    @Test
    void aTaskThatComesAgainIsDoneOnce() {
        FleetTask task = new FleetTask.Backup("t1", Optional.of("hourly"));
        AgentState state = intake.asked(intake.asked(begin(), task, START), task, START);
        assertEquals(1, state.queue().size());
        state = run(state, DONE, START);
        AgentState again = intake.asked(state, task, START);
        assertEquals(List.of(), again.queue());
        assertEquals(new Message.TaskEnded("t1", new TaskState.Succeeded()), again.outbox().getLast());
    }

    @Test
    void aRestoreOutsideWhatIsAllowedIsRefused() {
        for (String target : List.of("/etc", "relative", "/var/lib/holdfast/restores/../x", "/var/lib/holdfast")) {
            AgentState state = intake.asked(begin(), restore(target), START);
            assertEquals(List.of(), state.queue(), target);
            assertTrue(state.ended().get("r1") instanceof TaskState.Failed(Problem problem) && problem.code() == ErrorCode.FORBIDDEN);
        }
        assertEquals(1, intake.asked(begin(), restore("/var/lib/holdfast/restores/x"), START).queue().size());
    }

    private static FleetTask restore(String target) {
        return new FleetTask.Restore("r1", new FleetTask.Order("ab", List.of(RawPath.ROOT), target, FleetTask.Existing.KEEP));
    }

    @Test
    void aRestoreWaitsForConsentWhereThatIsAskedFor() {
        TaskIntake asking = new TaskIntake(TestConfigs.asking());
        AgentState state = asking.asked(begin(), restore("/var/lib/holdfast/restores/x"), START);
        String id = state.queue().getFirst().id();
        assertEquals(Optional.empty(), plan.next(state, Work.Lane.RESTORE, START.plus(Duration.ofDays(9))));
        assertEquals(id, plan.next(asking.approved(state, id), Work.Lane.RESTORE, START).orElseThrow().id());
        AgentState declined = asking.declined(state, id);
        assertEquals(List.of(), declined.queue());
        assertTrue(declined.ended().get("r1") instanceof TaskState.Failed);
    }

    @Test
    void aRestoreDoesNotWaitForABackup() {
        AgentState state = plan.due(begin(), at("26T13:00"));
        state = plan.started(state, next(state, at("26T13:00")).id(), at("26T13:00"));
        state = intake.asked(state, restore("/var/lib/holdfast/restores/x"), at("26T13:00"));
        assertTrue(plan.next(state, Work.Lane.RESTORE, at("26T13:00")).isPresent());
        assertEquals(Optional.empty(), plan.next(state, Work.Lane.BACKUP, at("26T13:00")));
    }

    @Test
    void theOutboxHasABound() {
        AgentState state = begin();
        for (int i = 0; i < AgentState.MAX_OUTBOX + 10; i++) {
            state = state.telling(new Message.TaskEnded("t" + i, new TaskState.Succeeded()));
        }
        assertEquals(AgentState.MAX_OUTBOX, state.outbox().size());
        assertEquals(new Message.TaskEnded("t10", new TaskState.Succeeded()), state.outbox().getFirst());
    }
}
