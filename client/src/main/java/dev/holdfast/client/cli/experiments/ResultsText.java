package dev.holdfast.client.cli.experiments;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.remote.service.Experiments;
import dev.holdfast.engine.text.Figures;
import java.util.Locale;

/** What follows from an experiment, for people. */
final class ResultsText {
    /** What is left of differences between equal sums. */
    private static final double NOTHING = 1e-12;

    /** A smaller share would be shown as 0, and with a sign in front of it. */
    private static final double SHOWN_SHARE = 0.0005;

    private final Console console;

    ResultsText(Console console) {
        this.console = console;
    }

    void print(Experiments.Results results) {
        Experiments.Experiment experiment = results.experiment();
        console.line(ExperimentWords.shown(experiment.name()) + ": " + experiment.state() + ", flag " + ExperimentWords.shown(experiment.flag())
                + ", a unit counts " + Figures.count(experiment.windowMinutes()) + " minutes after its first exposure");
        division(results);
        console.line("");
        Table table = new Table(
                Table.Column.left("Metric"),
                Table.Column.left("Variant"),
                Table.Column.right("Units"),
                Table.Column.right("Mean"),
                Table.Column.right("Effect"),
                Table.Column.left("Interval"),
                Table.Column.right("Relative"),
                Table.Column.left("Finding"));
        results.rows().forEach(row -> table.row(
                ExperimentWords.shown(row.metric()) + (row.part().equals("primary") ? " *" : ""),
                ExperimentWords.shown(row.variant()),
                Figures.count(row.units()),
                number(row.mean()),
                row.effect().map(effect -> signed(effect.estimate())).orElse("-"),
                row.effect().map(effect -> signed(effect.lower()) + " to " + signed(effect.upper())).orElse("-"),
                row.relative().map(relative -> percent(relative.estimate())).orElse("-"),
                finding(row.finding())));
        table.print(console);
        console.line("* decides; intervals hold at all times together, so looking often does no harm");
    }

    private void division(Experiments.Results results) {
        for (Experiments.Units units : results.variants()) {
            String apart = units.apart() == 0 ? "" : ", of which " + Figures.count(units.apart()) + " met another variant too and are set apart";
            console.line("  " + ExperimentWords.shown(units.variant()) + ": " + Figures.count(units.assigned()) + " units" + apart);
        }
        if (results.mismatch()) {
            console.line("  DO NOT TRUST THIS: units are not divided as planned, so some got lost, and most likely not by chance");
        }
        if (results.lateEvents() + results.droppedEvents() > 0) {
            console.line("  not counted: " + Figures.count(results.lateEvents()) + " late events, " + Figures.count(results.droppedEvents())
                    + " for which there was no room");
        }
    }

    private static String finding(String finding) {
        return switch (finding) {
            case "" -> "control";
            case "too_few" -> "too few units";
            default -> finding;
        };
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static String signed(double value) {
        if (Math.abs(value) < NOTHING) {
            return "0";
        }
        return String.format(Locale.ROOT, Math.abs(value) < 0.001 ? "%+.2e" : Math.abs(value) < 1_000 ? "%+.4f" : "%+,.0f", value);
    }

    private static String percent(double value) {
        return Math.abs(value) < SHOWN_SHARE ? "0.0 %" : String.format(Locale.ROOT, "%+.1f %%", 100 * value);
    }
}
