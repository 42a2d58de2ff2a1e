package dev.holdfast.server.flag.publish.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.EnvironmentSettings;
import dev.holdfast.server.flag.publish.FlagSite;
import dev.holdfast.server.flag.publish.Publication;
import dev.holdfast.server.flag.publish.PublishOutcome;
import dev.holdfast.server.flag.publish.Reason;
import dev.holdfast.server.flag.publish.change.FlagChange.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChangeDeskTest {
    private static final Work ON = new Work.Edits(List.of(new FlagEdit.Serve("a", "on")));
    private static final Optional<Instant> LONG_AGO = Optional.of(Instant.EPOCH);

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private FlagSite site;

    @BeforeEach
    void open() {
        site = new FlagSite(directory, clock);
        site.publish(FlagSite.flags("a=off", "b=off"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void restart() {
        site.close();
        site = new FlagSite(directory, clock);
    }

    private void fourEyes() {
        site.environments.change(
                FlagSite.DEFAULT,
                new EnvironmentSettings(EnvironmentSettings.Approval.FOUR_EYES, EnvironmentSettings.Evaluation.KNOWN, List.of()));
    }

    private ChangeOutcome ask(Work work, Optional<Instant> due) {
        return site.desk.ask(FlagSite.DEFAULT, work, new ChangeDesk.Order(FlagSite.author("ann"), new Reason("r"), OptionalLong.empty(), due));
    }

    private FlagChange waits(Work work, Optional<Instant> due) {
        return assertInstanceOf(ChangeOutcome.Waits.class, ask(work, due)).change();
    }

    private FlagChange now(FlagChange change) {
        return site.desk.require(FlagSite.DEFAULT, change.id());
    }

    private FlagChange approve(FlagChange change, String by, Optional<Instant> knownSince) {
        return site.desk.approve(FlagSite.DEFAULT, change.id(), FlagSite.author(by), knownSince);
    }

    private Optional<Instant> in(long minutes) {
        return Optional.of(clock.now().plus(Duration.ofMinutes(minutes)));
    }

    private List<FlagChange> look() {
        List<FlagChange> ended = new ArrayList<>();
        site.desk.look((change, failure) -> ended.add(change));
        return ended;
    }

    @Test
    void withoutApprovalsAChangeIsMadeAtOnce() {
        assertInstanceOf(PublishOutcome.Published.class, assertInstanceOf(ChangeOutcome.Tried.class, ask(ON, Optional.empty())).outcome());
        assertEquals("true", site.value("a", "ann"));
        assertEquals(List.of(), site.desk.store().list(FlagSite.DEFAULT));
    }

    @Test
    void withFourEyesNobodyApprovesTheirOwnChange() {
        fourEyes();
        FlagChange change = waits(ON, Optional.empty());
        assertEquals("false", site.value("a", "ann"));
        assertEquals(ErrorCode.FORBIDDEN, assertThrows(HoldfastException.class, () -> approve(change, "ann", LONG_AGO)).code());
        // A second self that was made for it.
        assertEquals(
                ErrorCode.FORBIDDEN, assertThrows(HoldfastException.class, () -> approve(change, "bob", Optional.of(clock.now()))).code());
        assertEquals(ErrorCode.FORBIDDEN, assertThrows(HoldfastException.class, () -> approve(change, "bob", Optional.empty())).code());
        assertEquals("false", site.value("a", "ann"));
        assertEquals(State.APPLIED, approve(change, "bob", LONG_AGO).progress().state());
        assertEquals("true", site.value("a", "ann"));
        Publication version = site.versions.find(FlagSite.DEFAULT, 2).orElseThrow();
        assertEquals("ann", version.note().author().name());
        assertEquals(Optional.of("bob"), version.note().approver().map(Author::name));
        assertEquals(ErrorCode.CONFLICT, assertThrows(HoldfastException.class, () -> approve(change, "bob", LONG_AGO)).code());
    }

    @Test
    void switchingOffNeverWaits() {
        fourEyes();
        assertInstanceOf(
                ChangeOutcome.Tried.class,
                ask(new Work.Edits(List.of(new FlagEdit.Switch("a", FlagDefinition.State.DISABLED))), Optional.empty()));
        assertInstanceOf(ChangeOutcome.Tried.class, ask(new Work.Edits(List.of(new FlagEdit.Serve("b", "off"))), Optional.empty()));
        assertInstanceOf(
                ChangeOutcome.Waits.class,
                ask(new Work.Edits(List.of(new FlagEdit.Switch("a", FlagDefinition.State.ENABLED), new FlagEdit.Serve("b", "off"))), Optional.empty()));
    }

    @Test
    void aChangeThatIsRefusedOrWithdrawnDoesNothing() {
        fourEyes();
        FlagChange refused = waits(ON, Optional.empty());
        FlagChange withdrawn = waits(ON, Optional.empty());
        assertEquals(State.REJECTED, site.desk.end(FlagSite.DEFAULT, refused.id(), FlagSite.author("bob")).progress().state());
        assertEquals(State.WITHDRAWN, site.desk.end(FlagSite.DEFAULT, withdrawn.id(), FlagSite.author("ann")).progress().state());
        for (FlagChange change : List.of(refused, withdrawn)) {
            assertEquals(ErrorCode.CONFLICT, assertThrows(HoldfastException.class, () -> approve(change, "bob", LONG_AGO)).code());
        }
        assertEquals(1, site.sequence());
    }

    @Test
    void aScheduledChangeIsMadeAtItsTimeAlsoAfterARestart() {
        FlagChange change = waits(ON, in(60));
        clock.pass(Duration.ofMinutes(59));
        assertEquals(List.of(), look());
        restart();
        assertEquals(State.SCHEDULED, now(change).progress().state());
        clock.pass(Duration.ofMinutes(1));
        assertEquals(List.of(State.APPLIED), look().stream().map(one -> one.progress().state()).toList());
        assertEquals("true", site.value("a", "ann"));
        assertEquals(OptionalLong.of(2), now(change).progress().sequence());
        assertEquals(List.of(), look());
        assertEquals(2, site.sequence());
    }

    @Test
    void aScheduleWithFourEyesNeedsBoth() {
        fourEyes();
        FlagChange change = waits(ON, in(60));
        assertEquals(State.SCHEDULED, approve(change, "bob", LONG_AGO).progress().state());
        assertEquals("false", site.value("a", "ann"));
        clock.pass(Duration.ofMinutes(60));
        look();
        assertEquals("true", site.value("a", "ann"));
        FlagChange never = waits(new Work.Edits(List.of(new FlagEdit.Serve("b", "on"))), in(60));
        clock.pass(Duration.ofMinutes(61));
        look();
        assertEquals(State.PENDING, now(never).progress().state());
        assertEquals("false", site.value("b", "ann"));
    }

    @Test
    void aChangeThatWasOvertakenSaysSoAndDoesNothing() {
        FlagChange change = waits(ON, in(60));
        FlagChange other = waits(new Work.Edits(List.of(new FlagEdit.Serve("b", "on"))), in(60));
        FlagChange whole = waits(new Work.Document(new String(FlagSite.flags("a=on", "b=on"), StandardCharsets.UTF_8)), in(60));
        site.publish("{\"flags\": {\"a\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"off\", \"metadata\": {\"owner\": \"bob\"}}, \"b\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"off\"}}}"
                .getBytes(StandardCharsets.UTF_8));
        clock.pass(Duration.ofMinutes(60));
        look();
        assertEquals(State.FAILED, now(change).progress().state());
        assertEquals("it does not fit any more: flag 'a' was changed by version 2 meanwhile", now(change).progress().outcome());
        // Another flag is nobody's business.
        assertEquals(State.APPLIED, now(other).progress().state());
        assertEquals(State.FAILED, now(whole).progress().state());
        assertTrue(now(whole).progress().outcome().contains("version 3"), now(whole).progress().outcome());
        assertEquals("false", site.value("a", "ann"));
        assertEquals("true", site.value("b", "ann"));
    }

    @Test
    void aChangeThatCannotBePublishedIsNotKeptEither() {
        assertInstanceOf(
                PublishOutcome.Inapplicable.class,
                assertInstanceOf(ChangeOutcome.Tried.class, ask(new Work.Edits(List.of(new FlagEdit.Serve("gone", "on"))), in(60))).outcome());
        assertInstanceOf(
                PublishOutcome.Refused.class,
                assertInstanceOf(ChangeOutcome.Tried.class, ask(new Work.Document("{}"), in(60))).outcome());
        assertEquals(List.of(), site.desk.store().list(FlagSite.DEFAULT));
        assertThrows(HoldfastException.class, () -> ask(ON, in(60 * 24 * 400)));
    }

    /** The process ends after a change was approved and before it was carried out. */
    @Test
    void whatWasApprovedIsCarriedOutAfterACrash() {
        fourEyes();
        FlagChange change = waits(ON, Optional.empty());
        assertTrue(site.desk.store().move(change, new FlagChange.Progress(State.SCHEDULED, Optional.of(FlagSite.author("bob")), "", OptionalLong.empty())));
        restart();
        look();
        assertEquals("true", site.value("a", "ann"));
        assertEquals(Optional.of("bob"), site.versions.find(FlagSite.DEFAULT, 2).orElseThrow().note().approver().map(Author::name));
        look();
        assertEquals(2, site.sequence());
    }
}
