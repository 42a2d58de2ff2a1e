package dev.holdfast.program.flags;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.Evaluator;
import dev.holdfast.control.flag.Explanation;
import dev.holdfast.control.flag.FlagError;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.flag.FlagFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code holdfast flags eval}. */
public final class FlagsEvalCommand implements Command {
    private static final String NAME = "flags eval";
    private static final Option CONTEXT = Option.one("--context", "JSON", "for whom, such as '{\"targetingKey\": \"ann\", \"plan\": \"pro\"}'");
    private static final Option SERVER = Option.one("--server", "URL", "ask this flag server instead of reading a file");
    private static final Option EXPLAIN = Option.flag("--explain", "say which clauses were tried, with which values (needs --file)");

    @Override
    public Syntax syntax() {
        return Syntax.of(NAME, "say what a feature flag gives for somebody", Syntax.Needs.NOTHING)
                .describe("Evaluates a flag from a file, or asks a server for it, and prints value, variant and reason. The reasons are those of "
                        + "OpenFeature: STATIC, TARGETING_MATCH, SPLIT (by a pseudorandom assignment), DEFAULT and DISABLED. Without a value the "
                        + "program that asks uses its own default.")
                .options(FlagWords.FILE, SERVER, CONTEXT, EXPLAIN)
                .operands(Operands.exactly(1, "FLAG"))
                .example("holdfast flags eval new-checkout --file flags.json --context '{\"targetingKey\": \"ann\"}'", "says what ann gets")
                .example("holdfast flags eval new-checkout --file flags.json --context '{\"plan\": \"pro\"}' --explain", "and why")
                .example("holdfast flags eval new-checkout --server http://127.0.0.1:8016", "asks a server, for nobody in particular")
                .exits(ExitCode.FAILED, ExitCode.NOT_FOUND, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        String key = given.operands().getFirst();
        if (given.has(FlagWords.FILE) == given.has(SERVER)) {
            throw Usage.error(NAME, "either --file or --server says where the flag is");
        }
        EvaluationContext context = context(given.text(CONTEXT));
        Optional<String> server = given.text(SERVER);
        if (server.isPresent() && given.has(EXPLAIN)) {
            throw Usage.error(NAME, "--explain needs the rules, which a server keeps to itself; use --file");
        }
        Explanation explanation = server.isPresent()
                ? Explanation.bare(new FlagServerClient(server.get()).evaluate(key, context))
                : explained(invocation, key, context);
        EvaluationOutput output = new EvaluationOutput(invocation.console());
        if (given.has(EXPLAIN)) {
            output.print(explanation);
        } else {
            output.print(explanation.evaluation());
        }
        return exitCode(explanation.evaluation().fault());
    }

    private static Explanation explained(Invocation invocation, String key, EvaluationContext context) {
        String file = invocation.arguments().text(FlagWords.FILE).orElseThrow();
        RuleSet rules = RuleSet.publish(FlagFile.document(invocation.path(file)), 1);
        return new Evaluator(rules, invocation.clock()).explain(key, context);
    }

    private static EvaluationContext context(Optional<String> text) {
        if (text.isEmpty()) {
            return EvaluationContext.EMPTY;
        }
        return switch (JsonText.value(text.get().getBytes(StandardCharsets.UTF_8))) {
            case Parsed.Fault fault -> throw wrong("--context is not JSON: " + fault.message() + " (column " + fault.place().column() + ")");
            case Parsed.Document document -> EvaluationContext.of(document.value()).orElseThrow(() -> wrong("--context is not a JSON object"));
        };
    }

    private static HoldfastException wrong(String message) {
        return Usage.errorWithNext(message, "write --context '{\"targetingKey\": \"ann\"}'");
    }

    private static ExitCode exitCode(Evaluation.@Nullable Fault fault) {
        if (fault == null) {
            return ExitCode.COMPLETE;
        }
        return fault.code() == FlagError.FLAG_NOT_FOUND ? ExitCode.NOT_FOUND : ExitCode.FAILED;
    }
}
