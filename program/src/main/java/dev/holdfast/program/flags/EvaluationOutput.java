package dev.holdfast.program.flags;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.Explanation;
import dev.holdfast.control.flag.json.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints evaluations. */
final class EvaluationOutput {
    private static final int LONGEST = 72;

    private final Console console;

    EvaluationOutput(Console console) {
        this.console = console;
    }

    /** What somebody gets. */
    void print(Evaluation evaluation) {
        if (console.isJson()) {
            console.line(CanonicalJson.text(fields(evaluation)));
        } else {
            text(evaluation);
        }
    }

    /** The same, and why. */
    void print(Explanation explanation) {
        if (console.isJson()) {
            Map<String, @Nullable Object> fields = fields(explanation.evaluation());
            List<Object> steps = new ArrayList<>();
            explanation.steps().forEach(step -> steps.add(fields(step)));
            List<Object> unmet = new ArrayList<>();
            explanation.unmet().forEach(one -> unmet.add(Map.of("flag", one.given().key(), "wanted", one.wanted(), "given", fields(one.given()))));
            fields.put("unmet", unmet);
            fields.put("steps", steps);
            console.line(CanonicalJson.text(fields));
            return;
        }
        text(explanation.evaluation());
        explanation.unmet().forEach(this::unmet);
        for (Explanation.Step step : explanation.steps()) {
            Map<String, @Nullable Object> rule = new LinkedHashMap<>();
            rule.put(step.operator().symbol(), step.given());
            console.line("  " + "  ".repeat(step.depth()) + CanonicalJson.text(step.value()) + "  <-  " + cut(CanonicalJson.text(rule)));
        }
        if (explanation.steps().isEmpty()) {
            console.line("  the flag has no rule that was evaluated");
        }
    }

    private void unmet(Explanation.Unmet unmet) {
        Evaluation given = unmet.given();
        String gives = given.variant() == null ? "gives no variant (" + given.reason() + ")" : "gives " + given.variant();
        console.line("  not met: it needs " + String.join(" or ", unmet.wanted()) + " of flag " + given.key() + ", which " + gives);
    }

    private void text(Evaluation evaluation) {
        Evaluation.Fault fault = evaluation.fault();
        if (fault != null) {
            console.line(evaluation.key() + ": no value, " + fault.code() + ": " + fault.message());
        } else if (evaluation.value() == null) {
            console.line(evaluation.key() + ": no value, " + evaluation.reason() + "; the program uses its own default");
        } else {
            console.line(evaluation.key() + " = " + CanonicalJson.text(evaluation.value()) + "  (variant " + evaluation.variant() + ", "
                    + evaluation.reason() + ")");
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static Map<String, @Nullable Object> fields(Evaluation evaluation) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("key", evaluation.key());
        fields.put("reason", evaluation.reason().name());
        if (evaluation.value() != null) {
            fields.put("value", evaluation.value());
            fields.put("variant", evaluation.variant());
        }
        Evaluation.Fault fault = evaluation.fault();
        if (fault != null) {
            fields.put("error_code", fault.code().name());
            fields.put("message", fault.message());
        }
        fields.put("metadata", evaluation.metadata());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(Explanation.Step step) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("pointer", step.pointer().text());
        fields.put("depth", (double) step.depth());
        fields.put("operator", step.operator().symbol());
        fields.put("arguments", step.given());
        fields.put("value", step.value());
        return fields;
    }
}
