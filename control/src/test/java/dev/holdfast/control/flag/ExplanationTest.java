package dev.holdfast.control.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExplanationTest {
    private static final String FLAGS =
            """
            {"flags": {
              "f": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                    "targeting": {"if": [{"==": [{"var": "plan"}, "pro"]}, "on",
                                         {"and": [{"var": "beta"}, {"==": [{"var": "country"}, "DE"]}]}, "on"]}},
              "s": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on"}
            }}
            """;

    @Test
    void tellsWhichClausesWereTriedWithWhichValues() {
        Explanation explanation = Published.evaluator(FLAGS).explain("f", Published.context("{\"plan\": \"free\", \"country\": \"DE\"}"));
        assertEquals("off", explanation.evaluation().variant());
        assertEquals(
                List.of(
                        "0 /flags/f/targeting if Optional.empty",
                        "1 /flags/f/targeting/if/0 == Optional[false]",
                        "2 /flags/f/targeting/if/0/==/0 var Optional[free]",
                        "1 /flags/f/targeting/if/2 and Optional.empty",
                        "2 /flags/f/targeting/if/2/and/0 var Optional.empty"),
                steps(explanation));
    }

    @Test
    void givesWhatEvaluationGives() {
        Evaluator evaluator = Published.evaluator(FLAGS);
        for (String json : List.of("{\"plan\": \"pro\"}", "{\"beta\": true, \"country\": \"DE\"}", "{}")) {
            EvaluationContext context = Published.context(json);
            assertEquals(evaluator.evaluate("f", context), evaluator.explain("f", context).evaluation());
        }
    }

    @Test
    void withoutARuleThereIsNothingToTell() {
        assertEquals(List.of(), Published.evaluator(FLAGS).explain("s", EvaluationContext.EMPTY).steps());
        assertEquals(List.of(), Published.evaluator(FLAGS).explain("gone", EvaluationContext.EMPTY).steps());
    }

    private static List<String> steps(Explanation explanation) {
        return explanation.steps().stream()
                .map(step -> step.depth() + " " + step.pointer() + " " + step.operator().symbol() + " " + Optional.ofNullable(step.value()))
                .toList();
    }
}
