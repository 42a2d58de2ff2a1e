package dev.holdfast.client.cli.experiments;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.remote.service.Experiments;
import java.util.List;

/** {@code holdfast experiments list}. */
public final class ExperimentsListCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("experiments list", "list the experiments of an environment", Syntax.Needs.SERVER)
                .describe("Shows what is planned, what runs and what is stopped, in the order in which it was planned.")
                .options(ExperimentWords.PROJECT, ExperimentWords.ENVIRONMENT)
                .example("holdfast experiments list --repo https://flags.example:8443", "those of default/production")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Console console = invocation.console();
        var answer = ExperimentWords.ask(invocation, Experiments::all);
        if (console.isJson()) {
            ExperimentWords.print(console, answer.json());
        } else {
            print(console, answer.value());
        }
        return ExitCode.COMPLETE;
    }

    private static void print(Console console, List<Experiments.Experiment> experiments) {
        Table table = new Table(
                Table.Column.left("Name"),
                Table.Column.left("State"),
                Table.Column.left("Decided by"),
                Table.Column.left("Started"),
                Table.Column.left("Flag"));
        experiments.forEach(one -> table.row(
                ExperimentWords.shown(one.name()),
                one.state(),
                ExperimentWords.shown(one.primary()),
                one.started().isEmpty() ? "not yet" : one.started(),
                ExperimentWords.shown(one.flag())));
        table.print(console);
    }
}
