package dev.holdfast.server.flag.publish.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.flag.life.Rollout;
import dev.holdfast.control.flag.life.StepPlan;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.flag.publish.Draft;
import dev.holdfast.server.flag.publish.FlagSite;
import dev.holdfast.server.flag.publish.Proposal;
import dev.holdfast.server.flag.publish.Publication;
import dev.holdfast.server.flag.publish.PublishOutcome;
import dev.holdfast.server.flag.publish.Reason;
import dev.holdfast.server.flag.publish.change.ChangeDesk;
import dev.holdfast.server.flag.publish.change.ChangeOutcome;
import dev.holdfast.server.flag.publish.change.Work;
import dev.holdfast.server.flag.publish.rollout.GuardedRollout.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RolloutsTest {
    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private FlagSite site;

    @BeforeEach
    void open() {
        site = new FlagSite(directory, clock);
        site.publish(FlagSite.flags("pay=off", "other=off"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void begin(Optional<String> metric, RolloutPlan.OnBroken broken) {
        RolloutPlan plan = new RolloutPlan(
                "pay", Rollout.of("on", "off", Optional.empty()), new StepPlan(List.of(10, 50, 100), Duration.ofHours(1)), metric, broken);
        ChangeOutcome outcome = site.desk.ask(
                FlagSite.DEFAULT, new Work.Begin(plan), new ChangeDesk.Order(FlagSite.author("ann"), new Reason("r"), OptionalLong.empty(), Optional.empty()));
        assertInstanceOf(PublishOutcome.Published.class, assertInstanceOf(ChangeOutcome.Tried.class, outcome).outcome());
    }

    private GuardedRollout.Progress look() {
        site.rollouts.look((rollout, failure) -> {
            throw new AssertionError(failure);
        });
        return only().progress();
    }

    private GuardedRollout only() {
        List<GuardedRollout> all = site.rollouts.store().list(FlagSite.DEFAULT);
        assertEquals(1, all.size());
        return all.getFirst();
    }

    private List<Integer> reached() {
        return IntStream.range(0, 400).filter(user -> site.value("pay", "user-" + user).equals("true")).boxed().toList();
    }

    private void report(ReportedMetrics.Verdict verdict, String detail) {
        site.metrics.report(FlagSite.DEFAULT, "errors", verdict, detail, FlagSite.author("monitor"));
    }

    @Test
    void aFlagIsNotTakenForChangedWhenOneThatItNeedsChanges() {
        String needing = new String(FlagSite.flags("pay=off", "other=on"), StandardCharsets.UTF_8)
                .replace("{\"pay\": {", "{\"pay\": {\"prerequisites\": {\"other\": \"on\"}, ");
        site.publish(needing.getBytes(StandardCharsets.UTF_8));
        begin(Optional.empty(), RolloutPlan.OnBroken.STAY);
        publish(new FlagEdit.Serve("other", "off"));
        assertEquals(List.of(), reached());
        assertEquals(State.RUNNING, look().state());
        clock.pass(Duration.ofHours(1));
        assertEquals(1, look().step());
        publish(new FlagEdit.Serve("other", "on"));
        assertTrue(reached().size() > 100);
        assertEquals(State.RUNNING, look().state());
        publish(new FlagEdit.Serve("pay", "off"));
        assertEquals(State.STOPPED, look().state());
    }

    private void publish(FlagEdit edit) {
        site.environments.publish(FlagSite.DEFAULT, Proposal.of(Draft.edits(List.of(edit)), FlagSite.note("ann")));
    }

    @Test
    void stepsFollowEachOtherInTheirTimeAndNobodyLosesTheFlag() {
        begin(Optional.empty(), RolloutPlan.OnBroken.TAKE_BACK);
        List<Integer> before = reached();
        assertTrue(before.size() > 10 && before.size() < 90, before.toString());
        assertEquals(0, look().step());
        clock.pass(Duration.ofHours(1));
        assertEquals(1, look().step());
        assertTrue(reached().containsAll(before) && reached().size() > before.size());
        // The round after does nothing more.
        assertEquals(1, look().step());
        site.close();
        site = new FlagSite(directory, clock);
        clock.pass(Duration.ofHours(1));
        assertEquals(2, look().step());
        assertEquals(400, reached().size());
        clock.pass(Duration.ofHours(1));
        assertEquals(State.FINISHED, look().state());
        Publication last = site.versions.find(FlagSite.DEFAULT, site.sequence()).orElseThrow();
        assertEquals("step to 100% of a roll-out, started by ann", last.note().reason().text());
        assertEquals(Publication.Origin.ROLLOUT, last.note().origin());
    }

    @Test
    void aStepWaitsForItsGuardMetric() {
        begin(Optional.of("errors"), RolloutPlan.OnBroken.STAY);
        clock.pass(Duration.ofHours(5));
        assertEquals("nobody has reported the metric 'errors' yet", look().why());
        report(ReportedMetrics.Verdict.HOLDS, "0.1 % errors");
        clock.pass(ReportedMetrics.FRESH.plusSeconds(1));
        assertTrue(look().why().startsWith("the metric 'errors' was reported last at "), look().why());
        assertEquals(0, look().step());
        report(ReportedMetrics.Verdict.HOLDS, "0.1 % errors");
        assertEquals(1, look().step());
    }

    @Test
    void aBrokenGuardStopsAndSaysWhy() {
        begin(Optional.of("errors"), RolloutPlan.OnBroken.STAY);
        List<Integer> before = reached();
        report(ReportedMetrics.Verdict.BROKEN, "9 % errors");
        GuardedRollout.Progress stopped = look();
        assertEquals(State.STOPPED, stopped.state());
        assertTrue(stopped.why().contains("9 % errors"), stopped.why());
        assertEquals(before, reached());
        assertEquals(List.of(State.STOPPED), site.seen.stream().map(rollout -> rollout.progress().state()).toList());
    }

    @Test
    void aBrokenGuardTakesTheFlagBackIfThatWasSaid() {
        begin(Optional.of("errors"), RolloutPlan.OnBroken.TAKE_BACK);
        report(ReportedMetrics.Verdict.BROKEN, "9 % errors");
        assertEquals(State.STOPPED, look().state());
        assertEquals(List.of(), reached());
    }

    @Test
    void whoeverChangesTheFlagEndsItsRollout() {
        begin(Optional.empty(), RolloutPlan.OnBroken.TAKE_BACK);
        site.publish(FlagSite.flags("pay=off", "other=off"));
        clock.pass(Duration.ofHours(2));
        assertEquals("the flag was changed by version 3", look().why());
        assertEquals(State.STOPPED, look().state());
        assertEquals(List.of(), reached());
    }

    @Test
    void whatIsEndedDoesNotGoOn() {
        begin(Optional.empty(), RolloutPlan.OnBroken.TAKE_BACK);
        List<Integer> before = reached();
        site.rollouts.cancel(FlagSite.DEFAULT, only().id(), FlagSite.author("bob"));
        clock.pass(Duration.ofHours(9));
        assertEquals("ended by bob", look().why());
        assertEquals(before, reached());
        assertEquals(
                ErrorCode.CONFLICT,
                assertThrows(HoldfastException.class, () -> site.rollouts.cancel(FlagSite.DEFAULT, only().id(), FlagSite.author("bob"))).code());
    }
}
