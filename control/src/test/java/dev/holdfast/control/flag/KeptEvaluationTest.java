package dev.holdfast.control.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What somebody gets who keeps the variant {@code old}, which no weight gives any more. */
final class KeptEvaluationTest {
    private static final String SPLIT = "{\"fractional\": [[\"new\", 100], [\"old\", 0]]}";
    private static final EvaluationContext ANN = Published.context("{\"targetingKey\": \"ann\", \"plan\": \"pro\"}");

    private final List<String> asked = new ArrayList<>();

    private static Evaluator evaluator(String state, String rule, String variants) {
        return Published.evaluator("{\"flags\": {\"pay\": {\"state\": \"" + state + "\", \"variants\": " + variants + ", \"defaultVariant\": \"new\", "
                + "\"targeting\": " + rule + ", \"metadata\": {\"owner\": \"shop\"}}}}");
    }

    private static Evaluator ruledBy(String rule) {
        return evaluator("ENABLED", rule, "{\"new\": 1, \"old\": 2}");
    }

    private Evaluation kept(Evaluator evaluator, EvaluationContext context, String variant) {
        Evaluation evaluation = evaluator.evaluate("pay", context);
        Optional<String> assigned = evaluator.assigned(evaluation, context);
        assigned.ifPresent(asked::add);
        return assigned.flatMap(now -> evaluator.kept("pay", variant)).orElse(evaluation);
    }

    private Evaluation ann(Evaluator evaluator) {
        return kept(evaluator, ANN, "old");
    }

    @Test
    void anAssignmentIsReplacedByTheVariantThatIsKept() {
        Evaluation kept = ann(ruledBy(SPLIT));
        assertEquals("old", kept.variant());
        assertEquals(2.0, kept.value());
        assertEquals(Reason.SPLIT, kept.reason());
        assertEquals(Map.of("owner", "shop", "kept", true), kept.metadata());
        assertEquals(List.of("new"), asked);
    }

    @Test
    void aVariantThatTheFlagHasNoLongerIsNotServed() {
        Evaluation evaluation = ann(evaluator("ENABLED", "{\"fractional\": [[\"new\", 50], [\"other\", 0]]}", "{\"new\": 1, \"other\": 2}"));
        assertEquals("new", evaluation.variant());
        assertFalse(evaluation.metadata().containsKey(Evaluation.KEPT));
    }

    @Test
    void anAssignmentBehindConditionsIsOneToo() {
        assertEquals("old", ann(ruledBy("{\"if\": [{\"==\": [{\"var\": \"plan\"}, \"pro\"]}, " + SPLIT + ", \"new\"]}")).variant());
        assertEquals("old", ann(ruledBy("{\"if\": [{\"var\": \"staff\"}, \"new\", {\"if\": [true, " + SPLIT + "]}]}")).variant());
        String byPlan = "{\"fractional\": [{\"var\": \"plan\"}, [\"new\", 1], [\"old\", 0]]}";
        assertEquals("old", ann(ruledBy(byPlan)).variant());
    }

    @Test
    void whateverElseDecidesWinsAndNobodyIsAsked() {
        List<Evaluator> switchedOrRuled = List.of(
                evaluator("DISABLED", SPLIT, "{\"new\": 1, \"old\": 2}"),
                evaluator("ENABLED", "{}", "{\"new\": 1, \"old\": 2}"),
                ruledBy("{\"if\": [{\"==\": [{\"var\": \"plan\"}, \"pro\"]}, \"new\", " + SPLIT + "]}"),
                // Its outcome depends on an assignment, but is none.
                ruledBy("{\"if\": [{\"==\": [" + SPLIT + ", \"new\"]}, \"new\", \"old\"]}"));
        for (Evaluator evaluator : switchedOrRuled) {
            assertSame(evaluator.evaluate("pay", ANN), ann(evaluator));
        }
        Evaluator split = ruledBy(SPLIT);
        EvaluationContext nobody = Published.context("{\"plan\": \"pro\"}");
        assertSame(split.evaluate("pay", nobody), kept(split, nobody, "old"));
        assertEquals(List.of(), asked);
    }

    @Test
    void aPrerequisiteThatIsNotMetWins() {
        String document =
                """
                {"flags": {
                  "shop": {"state": "ENABLED", "variants": {"open": true, "shut": false}, "defaultVariant": "shut",
                           "targeting": {"fractional": [["open", %d], ["shut", %d]]}},
                  "pay": {"state": "ENABLED", "variants": {"new": 1, "old": 2, "none": 3}, "defaultVariant": "old",
                          "targeting": {"fractional": [["new", 100], ["old", 0]]},
                          "prerequisites": {"shop": "open"}, "offVariant": "none"}}}
                """;
        assertEquals("old", ann(Published.evaluator(document.formatted(100, 0))).variant());
        Evaluation unmet = ann(Published.evaluator(document.formatted(0, 100)));
        assertEquals("none", unmet.variant());
        assertEquals(Reason.SPLIT, unmet.reason(), "the reason alone does not tell an assignment of the other flag apart");
        assertEquals(List.of("new"), asked);
    }

    @Test
    void aFlagThatIsNotThereStaysNotThere() {
        Evaluator evaluator = ruledBy(SPLIT);
        Evaluation missing = evaluator.evaluate("gone", ANN);
        assertEquals(Optional.empty(), evaluator.assigned(missing, ANN));
        assertEquals(Optional.empty(), evaluator.kept("gone", "old"));
    }
}
