package dev.holdfast.control.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.control.flag.definition.FlagDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangesTest {
    private static final String OTHER = "\"other\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"defaultVariant\": \"on\"}";

    @Test
    void aFlagThatStaysAsItWasIsNotChangedByAPublication() {
        RuleSet first = RuleSet.publish(document("off", OTHER), 1);
        RuleSet second = first.replacedBy(document("on", OTHER), 2);
        assertEquals(List.of("pay"), second.changes().after(first.version(), List.of("other", "pay")));
        assertEquals(List.of(), second.changes().after(second.version(), List.of("other", "pay")));
    }

    @Test
    void aChangeIsRememberedByLaterVersions() {
        RuleSet first = RuleSet.publish(document("off", OTHER), 1);
        RuleSet third = first.replacedBy(document("on", OTHER), 2).replacedBy(document("on", OTHER.replace("true", "false")), 3);
        assertEquals(List.of("other", "pay"), third.changes().after(first.version(), List.of("pay", "other")));
    }

    @Test
    void aFlagThatIsRemovedHasChanged() {
        RuleSet first = RuleSet.publish(document("off", OTHER), 1);
        RuleSet second = first.replacedBy(document("off", ""), 2);
        assertEquals(List.of("other"), second.changes().after(first.version(), List.of("other", "pay")));
    }

    @Test
    void aSharedRuleThatChangesChangesTheFlagsThatUseIt() {
        RuleSet first = RuleSet.publish(withSegment("a"), 1);
        RuleSet second = first.replacedBy(withSegment("b"), 2);
        assertEquals(List.of("pay"), second.changes().after(first.version(), List.of("other", "pay")));
    }

    @Test
    void aVersionCannotReplaceALaterOne() {
        RuleSet second = RuleSet.publish(document("off", OTHER), 2);
        assertThrows(IllegalArgumentException.class, () -> second.replacedBy(document("on", OTHER), 2));
    }

    private static FlagDocument document(String defaultVariant, String more) {
        return read("{\"flags\": {\"pay\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \""
                + defaultVariant + "\"}" + (more.isEmpty() ? "" : ", " + more) + "}}");
    }

    private static FlagDocument withSegment(String plan) {
        return read("{\"$evaluators\": {\"paying\": {\"==\": [{\"var\": \"plan\"}, \"" + plan + "\"]}}, \"flags\": {\"pay\": {\"state\": \"ENABLED\", "
                + "\"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"off\", "
                + "\"targeting\": {\"if\": [{\"$ref\": \"paying\"}, \"on\", \"off\"]}}, " + OTHER + "}}");
    }

    private static FlagDocument read(String json) {
        FlagDocument.Outcome outcome = FlagDocument.read(json.getBytes(StandardCharsets.UTF_8));
        if (outcome instanceof FlagDocument.Outcome.Accepted accepted) {
            return accepted.document();
        }
        throw new AssertionError(outcome.toString());
    }
}
