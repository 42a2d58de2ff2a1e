package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.check.Check;
import dev.holdfast.client.check.CheckProgress;
import dev.holdfast.client.check.CheckReport;
import dev.holdfast.client.check.CheckRequest;
import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedDirectory;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.OpenedServer;
import dev.holdfast.client.cli.output.Progress;
import dev.holdfast.client.cli.output.ProgressView;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.engine.text.Figures;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code holdfast check}. */
public final class CheckCommand implements Command {
    private static final Option READ_DATA = Option.flag("--read-data", "read every pack and verify every chunk");
    private static final Option SUBSET = Option.one(
            "--read-data-subset", "N/M|P%", "read only part N of M of the packs, or about P percent of them");
    private static final Pattern PART = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");
    private static final Pattern PERCENT = Pattern.compile("([1-9][0-9]?|100)%");

    @Override
    public Syntax syntax() {
        return Syntax.of("check", "find out whether everything that snapshots need is there and sound", Syntax.Needs.REPOSITORY)
                .describe("Reads the index first, which must agree with itself. Without an option every pack must be there with its length, every directory must be readable and every chunk "
                        + "must have its place; packs that the index does not know are told. With --read-data all bytes are read and verified as well. Damaged copies are marked: the next "
                        + "backup that sees the same content stores it anew. Other commands may run meanwhile.\nAt a server it finds out "
                        + "whether all that the token may see can be read, through the server; with --read-data the server is asked to go over its packs as well.")
                .options(READ_DATA, SUBSET)
                .example("holdfast check", "a quick look")
                .example("holdfast check --read-data", "reads the whole repository")
                .example("holdfast check --read-data-subset 3/7", "reads a seventh of it, another one each day of the week")
                .exits(ExitCode.INCOMPLETE, ExitCode.NO_ACCESS, ExitCode.DAMAGED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        CheckRequest request = request(invocation.arguments());
        CheckOutput output = new CheckOutput(invocation.console());
        try (OpenedRepository opened = invocation.open()) {
            Check check = switch (opened) {
                case OpenedDirectory directory -> new Check(directory.repository(), directory.rows(), request);
                case OpenedServer server -> new Check(server.repository(), request);
            };
            if (opened instanceof OpenedServer server && request.depth() == CheckRequest.Depth.READ_DATA) {
                new ServerScrub(invocation.console(), server.remote().transport()).ask();
            }
            try (Progress progress = new Progress(invocation.console(), invocation.clock(), () -> view(check.progress()));
                    var cancelling = invocation.interruption().register(check::cancel)) {
                CheckReport report = check.run();
                progress.close();
                output.print(report, request, progress.elapsed());
                return report.damage().isEmpty() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
            }
        }
    }

    private static CheckRequest request(Arguments arguments) {
        if (arguments.text(SUBSET).isEmpty()) {
            return arguments.has(READ_DATA) ? CheckRequest.READ_DATA : CheckRequest.PRESENCE;
        }
        String text = arguments.text(SUBSET).get();
        Matcher part = PART.matcher(text);
        if (part.matches()) {
            int number = Integer.parseInt(part.group(1));
            int parts = Integer.parseInt(part.group(2));
            if (number >= 1 && number <= parts) {
                return new CheckRequest(CheckRequest.Depth.READ_DATA, number, parts);
            }
        }
        Matcher percent = PERCENT.matcher(text);
        if (percent.matches()) {
            return new CheckRequest(
                    CheckRequest.Depth.READ_DATA, 1, Math.max(1, Math.round(100f / Integer.parseInt(percent.group(1)))));
        }
        throw Usage.error("check", "--read-data-subset is a part such as 1/7 or a percentage such as 10%, not '" + text + "'");
    }

    private static ProgressView view(CheckProgress progress) {
        String items = progress.chunks() > 0 || progress.directories() > 0
                ? Figures.count(progress.directories(), "directory", "directories")
                : Figures.count(progress.packs(), "pack", "packs");
        return new ProgressView(
                items,
                progress.bytesRead(),
                progress.totalBytes(),
                progress.findings(),
                "",
                json -> CheckOutput.counters(json, progress));
    }
}
