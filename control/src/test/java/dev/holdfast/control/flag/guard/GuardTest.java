package dev.holdfast.control.flag.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GuardTest {
    private static final Guard PAY = new Guard(Set.of("pay"));

    private final RuleSet first = RuleSet.publish(document("on", "a"), 10);
    private final RuleSet bannerChanged = first.replacedBy(document("on", "b"), 11);
    private final RuleSet payChanged = bannerChanged.replacedBy(document("off", "b"), 12);

    private static FlagDocument document(String pay, String banner) {
        String json = "{\"flags\": {\"pay\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"" + pay + "\"}, "
                + "\"banner\": {\"state\": \"ENABLED\", \"variants\": {\"a\": \"A\", \"b\": \"B\"}, \"defaultVariant\": \"" + banner + "\"}}}";
        return switch (FlagDocument.read(json.getBytes(StandardCharsets.UTF_8))) {
            case FlagDocument.Outcome.Accepted accepted -> accepted.document();
            case FlagDocument.Outcome.Refused refused -> throw new AssertionError(refused.problems().toString());
        };
    }

    private static Optional<String> header(RuleSet rules) {
        return Optional.of(rules.version().toString());
    }

    @Test
    void whatWasDecidedByThePresentVersionIsAdmitted() {
        assertInstanceOf(Verdict.Admitted.class, PAY.judge(header(payChanged), payChanged));
    }

    @Test
    void aChangeOfAnotherFlagDoesNotMatter() {
        assertInstanceOf(Verdict.Admitted.class, PAY.judge(header(first), bannerChanged));
    }

    @Test
    void aChangeOfAGuardingFlagMakesTheDecisionOutdated() {
        Verdict.Outdated outdated = assertInstanceOf(Verdict.Outdated.class, PAY.judge(header(bannerChanged), payChanged));
        assertEquals(payChanged.version(), outdated.present());
        assertEquals(List.of("pay"), outdated.flags());
    }

    @Test
    void aFlagThatWasTakenAwayStillGuardsAgainstOlderDecisions() {
        RuleSet without = payChanged.replacedBy(removed(), 13);
        assertInstanceOf(Verdict.Outdated.class, PAY.judge(header(payChanged), without));
    }

    private static FlagDocument removed() {
        return switch (FlagDocument.read("{\"flags\": {}}".getBytes(StandardCharsets.UTF_8))) {
            case FlagDocument.Outcome.Accepted accepted -> accepted.document();
            case FlagDocument.Outcome.Refused refused -> throw new AssertionError(refused.problems().toString());
        };
    }

    @Test
    void aFlagThatNeverWasGuardsNothing() {
        Guard other = new Guard(Set.of("no-such-flag"));
        assertInstanceOf(Verdict.Admitted.class, other.judge(header(first), payChanged));
        assertInstanceOf(Verdict.Admitted.class, other.judge(Optional.of(new FlagsVersion(12, first.version().digest()).toString()), payChanged));
    }

    @Test
    void aNewerDecisionIsNotTheCallersFault() {
        assertEquals(new Verdict.Ahead(payChanged.version()), PAY.judge(header(payChanged), bannerChanged));
    }

    @Test
    void theSameContentIsTheSameDecisionWhateverItsNumber() {
        String restarted = new FlagsVersion(3, payChanged.version().digest()).toString();
        assertInstanceOf(Verdict.Admitted.class, PAY.judge(Optional.of(restarted), payChanged));
        String elsewhere = new FlagsVersion(99, payChanged.version().digest()).toString();
        assertInstanceOf(Verdict.Admitted.class, PAY.judge(Optional.of(elsewhere), payChanged));
    }

    @Test
    void theSameNumberForOtherContentIsNotTrusted() {
        String other = new FlagsVersion(12, first.version().digest()).toString();
        assertInstanceOf(Verdict.Outdated.class, PAY.judge(Optional.of(other), payChanged));
    }

    @Test
    void whoNamesNoVersionIsLeftToTheOperation() {
        for (Optional<String> header : List.of(Optional.<String>empty(), Optional.of(""), Optional.of("12"), Optional.of("-1-ab"))) {
            assertInstanceOf(Verdict.Unversioned.class, PAY.judge(header, payChanged));
        }
    }

    @Test
    void aGuardHasFlags() {
        assertThrows(IllegalArgumentException.class, () -> new Guard(Set.of()));
    }
}
