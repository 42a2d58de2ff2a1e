package dev.holdfast.client.cli.experiments;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.remote.service.Experiments;

/** {@code holdfast experiments start} and {@code holdfast experiments stop}. */
public final class ExperimentMoveCommand implements Command {
    private final Syntax syntax;
    private final Move move;

    private interface Move {
        Experiments.Answer<Experiments.Experiment> of(Experiments experiments, String name);
    }

    private ExperimentMoveCommand(Syntax syntax, Move move) {
        this.syntax = syntax;
        this.move = move;
    }

    /** Lets units take part. */
    public static ExperimentMoveCommand start() {
        Syntax syntax = Syntax.of("experiments start", "let units take part in an experiment", Syntax.Needs.SERVER)
                .describe("From now on exposures count. What is compared, and by what, cannot be changed any more.");
        return new ExperimentMoveCommand(complete(syntax, "start"), Experiments::start);
    }

    /** Lets no more units take part. */
    public static ExperimentMoveCommand stop() {
        Syntax syntax = Syntax.of("experiments stop", "let no more units take part in an experiment", Syntax.Needs.SERVER)
                .describe("Units that take part already still count until their window ends. A stopped experiment is not started again.");
        return new ExperimentMoveCommand(complete(syntax, "stop"), Experiments::stop);
    }

    private static Syntax complete(Syntax syntax, String word) {
        return syntax.options(ExperimentWords.PROJECT, ExperimentWords.ENVIRONMENT)
                .operands(Operands.exactly(1, "NAME"))
                .example("holdfast experiments " + word + " checkout --repo https://flags.example:8443", "the one called checkout")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE, ExitCode.REFUSED);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String name = ExperimentWords.name(invocation);
        Console console = invocation.console();
        var answer = ExperimentWords.ask(invocation, experiments -> move.of(experiments, name));
        if (console.isJson()) {
            ExperimentWords.print(console, answer.json());
        } else if (!console.isQuiet()) {
            console.line(ExperimentWords.shown(answer.value().name()) + " is " + answer.value().state());
        }
        return ExitCode.COMPLETE;
    }
}
