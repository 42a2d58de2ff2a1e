package dev.holdfast.client.cli.experiments;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;

/** {@code holdfast experiments show}. */
public final class ExperimentsShowCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("experiments show", "show what follows from an experiment", Syntax.Needs.SERVER)
                .describe("Shows each metric in each variant, and by how much it differs from the control. The intervals hold at all times together: look as "
                        + "often as you like, and stop when you have seen enough.")
                .options(ExperimentWords.PROJECT, ExperimentWords.ENVIRONMENT)
                .operands(Operands.exactly(1, "NAME"))
                .example("holdfast experiments show checkout --repo https://flags.example:8443", "units, means, effects and findings")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String name = ExperimentWords.name(invocation);
        Console console = invocation.console();
        var answer = ExperimentWords.ask(invocation, experiments -> experiments.results(name));
        if (console.isJson()) {
            ExperimentWords.print(console, answer.json());
        } else {
            new ResultsText(console).print(answer.value());
        }
        return ExitCode.COMPLETE;
    }
}
