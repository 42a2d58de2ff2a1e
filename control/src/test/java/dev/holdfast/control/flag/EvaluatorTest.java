package dev.holdfast.control.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.holdfast.control.flag.definition.FlagType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EvaluatorTest {
    private static final String FLAGS =
            """
            {
              "$evaluators": {"staff": {"ends_with": [{"var": "email"}, "@holdfast.dev"]}},
              "metadata": {"team": "platform", "tier": 1},
              "flags": {
                "still": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on", "metadata": {"tier": 2}},
                "ruled": {"state": "ENABLED", "variants": {"on": "yes", "off": "no"}, "defaultVariant": "off",
                          "targeting": {"if": [{"$ref": "staff"}, "on", {"==": [{"var": "plan"}, "odd"]}, {"var": "wish"}]}},
                "split": {"state": "ENABLED", "variants": {"a": 1, "b": 2}, "defaultVariant": "a",
                          "targeting": {"fractional": [["a", 50], ["b", 50]]}},
                "timed": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                          "targeting": {"if": [{">=": [{"var": "$flagd.timestamp"}, 1800000000]}, "on"]}},
                "named": {"state": "ENABLED", "variants": {"named": {"x": [1]}}, "targeting": {"var": "$flagd.flagKey"}},
                "none": {"state": "ENABLED", "variants": {"on": true}},
                "off": {"state": "DISABLED", "variants": {"on": true}, "defaultVariant": "on", "targeting": {"if": [true, "on"]}}
              }
            }
            """;

    private final Evaluator evaluator = Published.evaluator(FLAGS);

    private Evaluation evaluate(String key, String context) {
        return evaluator.evaluate(key, Published.context(context));
    }

    @Test
    void aFlagWithoutRuleIsStatic() {
        Evaluation evaluation = evaluate("still", "{}");
        assertEquals(List.of(true, "on", Reason.STATIC), List.of(value(evaluation), variant(evaluation), evaluation.reason()));
    }

    @Test
    void metadataOfTheFlagIsOverThatOfAll() {
        assertEquals(Map.of("team", "platform", "tier", 2.0), evaluate("still", "{}").metadata());
        assertEquals(Map.of("team", "platform", "tier", 1.0), evaluate("ruled", "{}").metadata());
    }

    @Test
    void aRuleChoosesTheVariant() {
        Evaluation evaluation = evaluate("ruled", "{\"email\": \"ann@holdfast.dev\"}");
        assertEquals(List.of("yes", "on", Reason.TARGETING_MATCH), List.of(value(evaluation), variant(evaluation), evaluation.reason()));
    }

    @Test
    void aRuleThatChoosesNothingLeavesTheDefault() {
        Evaluation evaluation = evaluate("ruled", "{\"email\": \"ann@example.com\"}");
        assertEquals(List.of("no", "off", Reason.DEFAULT), List.of(value(evaluation), variant(evaluation), evaluation.reason()));
    }

    @Test
    void aRuleThatChoosesWhatIsNoVariantIsAFault() {
        Evaluation evaluation = evaluate("ruled", "{\"plan\": \"odd\", \"wish\": \"moon\"}");
        assertEquals(Reason.ERROR, evaluation.reason());
        assertEquals(FlagError.GENERAL, Objects.requireNonNull(evaluation.fault()).code());
        assertEquals("the rule gave 'moon', which is no variant of the flag", evaluation.fault().message());
    }

    @Test
    void anAssignmentIsToldApart() {
        assertEquals(Reason.SPLIT, evaluate("split", "{\"targetingKey\": \"ann\"}").reason());
        assertEquals(Reason.DEFAULT, evaluate("split", "{}").reason());
    }

    @Test
    void rulesSeeTheTimeAndTheFlag() {
        assertEquals("on", evaluate("timed", "{}").variant());
        Evaluator earlier = new Evaluator(Published.rules(FLAGS), Published.clock(Published.NOW_SECONDS - 1));
        assertEquals("off", earlier.evaluate("timed", EvaluationContext.EMPTY).variant());
        assertEquals(Map.of("x", List.of(1.0)), evaluate("named", "{\"$flagd\": {\"flagKey\": \"forged\"}}").value());
    }

    @Test
    void withoutADefaultTheProgramDecides() {
        Evaluation evaluation = evaluate("none", "{}");
        assertEquals(List.of(Reason.DEFAULT, Optional.empty()), List.of(evaluation.reason(), Optional.ofNullable(evaluation.value())));
    }

    @Test
    void aDisabledFlagHasNoValue() {
        Evaluation evaluation = evaluate("off", "{}");
        assertEquals(List.of(Reason.DISABLED, Optional.empty()), List.of(evaluation.reason(), Optional.ofNullable(evaluation.value())));
    }

    @Test
    void anUnknownFlagIsSaidToBeOne() {
        Evaluation evaluation = evaluate("gone", "{}");
        assertEquals(FlagError.FLAG_NOT_FOUND, Objects.requireNonNull(evaluation.fault()).code());
        assertEquals(Map.of("team", "platform", "tier", 1.0), evaluation.metadata());
    }

    @Test
    void anotherTypeThanWantedIsAFault() {
        Evaluation evaluation = evaluator.evaluate("still", FlagType.STRING, EvaluationContext.EMPTY);
        assertEquals(FlagError.TYPE_MISMATCH, Objects.requireNonNull(evaluation.fault()).code());
        assertEquals(true, evaluator.evaluate("still", FlagType.BOOLEAN, EvaluationContext.EMPTY).value());
        assertEquals(FlagError.FLAG_NOT_FOUND, Objects.requireNonNull(evaluator.evaluate("gone", FlagType.STRING, EvaluationContext.EMPTY).fault()).code());
    }

    @Test
    void allFlagsComeInTheOrderOfTheirNames() {
        assertEquals(
                List.of("named", "none", "off", "ruled", "split", "still", "timed"),
                evaluator.all(EvaluationContext.EMPTY).stream().map(Evaluation::key).toList());
    }

    @Test
    void askingAgainMakesNothingNew() {
        assertSame(evaluate("still", "{}"), evaluate("still", "{\"a\": 1}"));
        assertSame(evaluate("ruled", "{\"email\": \"a@holdfast.dev\"}"), evaluate("ruled", "{\"email\": \"b@holdfast.dev\"}"));
    }

    @Test
    void theVersionNamesTheContentAndNotItsForm() {
        RuleSet one = Published.rules("{\"flags\": {\"a\": {\"state\": \"ENABLED\", \"variants\": {\"x\": 1.0}}}}", 3);
        RuleSet same = Published.rules("{ \"flags\": {\"a\": {\"variants\": {\"x\": 1}, \"state\": \"ENABLED\"}}}", 4);
        RuleSet other = Published.rules("{\"flags\": {\"a\": {\"state\": \"ENABLED\", \"variants\": {\"x\": 2}}}}", 4);
        assertEquals(one.version().digest(), same.version().digest());
        assertNotEquals(one.version().digest(), other.version().digest());
        assertEquals(Optional.of(one.version()), FlagsVersion.read(one.version().toString()));
        assertEquals(-1, Integer.signum(one.version().compareTo(same.version())));
        assertEquals(one.json(), Published.rules(one.json()).json());
    }

    private static Object value(Evaluation evaluation) {
        return Objects.requireNonNull(evaluation.value());
    }

    private static String variant(Evaluation evaluation) {
        return Objects.requireNonNull(evaluation.variant());
    }
}
