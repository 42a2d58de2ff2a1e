package dev.holdfast.bench.flags;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.Evaluator;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.core.time.Clock;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One evaluation: of a flag without a rule, of one with twenty clauses of which the last holds, and of an assignment, among few and many flags, for small and large
 * contexts.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EvaluationBenchmark {
    private static final int CLAUSES = 20;

    @Param({"10", "5000"})
    public int flags;

    @Param({"5", "500"})
    public int attributes;

    private Evaluator evaluator;
    private EvaluationContext context;

    @Setup
    public void publish() {
        StringBuilder json = new StringBuilder("{\"flags\": {");
        for (int i = 0; i < flags; i++) {
            json.append("\"still-" + i + "\": " + flag("{}") + ", ");
        }
        json.append("\"clauses\": " + flag(clauses()) + ", ");
        json.append("\"split\": " + flag("{\"fractional\": [[\"on\", 10], [\"off\", 90]]}") + "}}");
        evaluator = new Evaluator(rules(json.toString()), Clock.system());
        Map<String, Object> values = new HashMap<>(Map.of("targetingKey", "user-4711", "plan", "pro", "country", "DE", "version", "2.4.1", "age", 42.0));
        for (int i = values.size(); i < attributes; i++) {
            values.put("attribute-" + i, "value " + i);
        }
        context = new EvaluationContext(values);
    }

    private static String flag(String targeting) {
        return "{\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"off\", \"targeting\": " + targeting + "}";
    }

    private static String clauses() {
        StringBuilder rule = new StringBuilder("{\"if\": [");
        for (int i = 1; i < CLAUSES; i++) {
            rule.append(
                    switch (i % 4) {
                        case 0 -> "{\"==\": [{\"var\": \"plan\"}, \"plan-" + i + "\"]}, \"on\", ";
                        case 1 -> "{\"in\": [{\"var\": \"country\"}, [\"A" + i + "\", \"B" + i + "\", \"C" + i + "\"]]}, \"on\", ";
                        case 2 -> "{\"<\": [{\"var\": \"age\"}, " + i + "]}, \"on\", ";
                        default -> "{\"and\": [{\"==\": [{\"var\": \"plan\"}, \"pro\"]}, {\"starts_with\": [{\"var\": \"country\"}, \"X" + i + "\"]}]}, \"on\", ";
                    });
        }
        return rule + "{\"==\": [{\"var\": \"plan\"}, \"pro\"]}, \"on\"]}";
    }

    private static RuleSet rules(String json) {
        return switch (FlagDocument.read(json.getBytes(StandardCharsets.UTF_8))) {
            case FlagDocument.Outcome.Accepted accepted -> RuleSet.publish(accepted.document(), 1);
            case FlagDocument.Outcome.Refused refused -> throw new IllegalStateException(refused.problems().toString());
        };
    }

    @Benchmark
    public Evaluation withoutRule() {
        return evaluator.evaluate("still-7", context);
    }

    @Benchmark
    public Evaluation twentyClauses() {
        return evaluator.evaluate("clauses", context);
    }

    @Benchmark
    public Evaluation assignment() {
        return evaluator.evaluate("split", context);
    }
}
