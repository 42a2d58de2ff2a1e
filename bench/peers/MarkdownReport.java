package peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables for the documents: medians, ratios and whether each target is reached. */
final class MarkdownReport {
    private static final String BEGIN = "<!-- tables: begin -->";
    private static final String END = "<!-- tables: end -->";
    private static final String NOTHING = "–";

    private final List<String> lines = new ArrayList<>();

    /** The report as text. */
    static String of(String call, int rounds, Machine machine, List<Results> all) {
        MarkdownReport report = new MarkdownReport();
        report.header(call, rounds, machine);
        all.forEach(report::set);
        return report.text();
    }

    private void header(String call, int rounds, Machine machine) {
        add("Made by `%s`; medians of %d %s.", call, rounds, rounds == 1 ? "round" : "rounds");
        add("");
        machine.facts().forEach(fact -> add("- %s", fact));
    }

    private void set(Results results) {
        Tree tree = results.source();
        add("");
        add("### %s: %d files, %s", results.set(), tree.files(), Quantity.bytes(tree.bytes()));
        add("");
        phases(results);
        add("");
        sizes(results);
        limits(results);
        results.faults().forEach(fault -> add("%n**ERROR** %s", fault));
    }

    private void phases(Results results) {
        heading("phase (elapsed · CPU · peak memory)", results, "to the faster peer");
        for (Phase phase : Phase.values()) {
            OptionalDouble own = results.wallSeconds(phase, "holdfast");
            row(phase.title(), cells(results, program -> cell(results, phase, program)),
                    ratio(own, Targets.reference(results, phase)), Targets.wall(results.set(), phase));
        }
        OptionalDouble peak = results.peakBytes("holdfast");
        add("| peak memory of all phases | %s | %s | ≤ %s | %s |",
                cells(results, program -> bytes(results.peakBytes(program))), NOTHING,
                Quantity.bytes(Targets.PEAK_BYTES), verdict(peak, OptionalDouble.of(Targets.PEAK_BYTES)));
    }

    private void sizes(Results results) {
        heading("size", results, "to restic¹");
        for (Size size : Size.values()) {
            OptionalDouble own = results.bytes(size, "holdfast");
            row(size.title(), cells(results, program -> bytes(results.bytes(size, program))),
                    ratio(own, Targets.reference(results, size)), Targets.size(size));
        }
        add("");
        add("¹ New bytes: to the smaller peer.");
    }

    private void limits(Results results) {
        Limits limits = results.limits();
        add("");
        add("No program of this design can be faster here than first backup %s, unchanged %s, restore %s (%s).",
                Quantity.seconds(limits.firstSeconds()), Quantity.seconds(limits.unchangedSeconds()),
                Quantity.seconds(limits.restoreSeconds()), limits.rates());
    }

    private void heading(String first, Results results, String comparison) {
        add("| %s | %s | %s | target | reached |", first, String.join(" | ", results.programs()), comparison);
        add("|---|%s", "---|".repeat(results.programs().size() + 3));
    }

    private void row(String title, String cells, OptionalDouble ratio, OptionalDouble target) {
        add("| %s | %s | %s | %s | %s |", title, cells,
                ratio.isPresent() ? Quantity.ratio(ratio.getAsDouble()) : NOTHING,
                target.isPresent() ? "≤ " + Quantity.ratio(target.getAsDouble()) : NOTHING,
                verdict(ratio, target));
    }

    private static String cells(Results results, Function<String, String> cell) {
        return results.programs().stream().map(cell).collect(Collectors.joining(" | "));
    }

    private static String cell(Results results, Phase phase, String program) {
        List<Cost> costs = results.costs(phase, program);
        return costs.isEmpty() ? NOTHING : cell(Cost.median(costs));
    }

    static String cell(Cost cost) {
        return Quantity.format("%s · %s · %s", Quantity.seconds(cost.wallSeconds()),
                Quantity.seconds(cost.cpuSeconds()), Quantity.bytes(cost.peakBytes()));
    }

    private static String bytes(OptionalDouble bytes) {
        return bytes.isPresent() ? Quantity.bytes(bytes.getAsDouble()) : NOTHING;
    }

    private static OptionalDouble ratio(OptionalDouble own, OptionalDouble reference) {
        return own.isPresent() && reference.isPresent()
                ? OptionalDouble.of(own.getAsDouble() / reference.getAsDouble())
                : OptionalDouble.empty();
    }

    private static String verdict(OptionalDouble value, OptionalDouble target) {
        if (value.isEmpty() || target.isEmpty()) {
            return NOTHING;
        }
        return value.getAsDouble() <= target.getAsDouble() ? "yes" : "**no**";
    }

    private void add(String pattern, Object... values) {
        lines.add(Quantity.format(pattern, values));
    }

    private String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Writes a report to a file; in one that has the two marks, only what stands between them is replaced. */
    static void write(Path file, String report) throws IOException {
        String old = Files.exists(file) ? Files.readString(file) : "";
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        Files.writeString(file, begin < 0 || end < begin
                ? report
                : old.substring(0, begin + BEGIN.length()) + "\n" + report + old.substring(end));
    }
}
