package dev.holdfast.client.cli.config;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.InputFiles;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.remote.service.Configurations;
import dev.holdfast.client.remote.service.Configurations.Check;
import dev.holdfast.client.remote.service.Configurations.Slip;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.control.flag.json.Place;
import dev.holdfast.control.flag.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code holdfast config apply}. */
public final class ConfigApplyCommand implements Command {
    private static final String NAME = "config apply";
    private static final Option DRY_RUN = Option.flag("--dry-run", "say what is wrong and what would change, and publish nothing");

    @Override
    public Syntax syntax() {
        return Syntax.of(NAME, "publish a server's configuration from a file", Syntax.Needs.SERVER)
                .describe("The file replaces the whole configuration: a setting that it leaves out has its default again. What the server cannot "
                        + "work with is said with line and column, and then nothing changes. With - the file is read from standard input.")
                .options(ConfigServer.SERVER, ConfigServer.REASON, DRY_RUN)
                .operands(Operands.exactly(1, "FILE"))
                .example("holdfast config apply holdfast.json --dry-run --server https://backup.example:8443", "what would change, such as in a check of a merge")
                .example("holdfast config apply holdfast.json --reason 'merge 12' --server https://backup.example:8443", "publishes it")
                .exits(ExitCode.INCOMPLETE, ExitCode.NO_ACCESS, ExitCode.UNREACHABLE, ExitCode.NOT_FOUND, ExitCode.REFUSED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        String file = invocation.arguments().operands().getFirst();
        boolean isTrial = invocation.arguments().has(DRY_RUN);
        String reason = isTrial ? "" : ConfigServer.reason(invocation, NAME);
        Console console = invocation.console();
        return switch (JsonText.document(InputFiles.read(invocation, file))) {
            case Parsed.Fault fault -> refused(console, file, List.of(new Wrong(fault.place(), new Slip(fault.pointer().text(), fault.message(), ""))));
            case Parsed.Document document when document.value() instanceof Map<?, ?> map -> {
                try (Transport transport = ConfigServer.connect(invocation)) {
                    yield apply(console, new Configurations(transport), new Content(file, document, members(map)), reason);
                }
            }
            case Parsed.Document other -> refused(
                    console, file, List.of(new Wrong(Place.START, new Slip("", "a configuration is a JSON object", "write {\"settings\": {…}}"))));
        };
    }

    /** A file that holds an object of JSON. */
    private record Content(String file, Parsed.Document places, Map<String, Object> document) {}

    /** What is wrong, and where. */
    private record Wrong(Place place, Slip slip) {}

    private static Map<String, Object> members(Map<?, ?> map) {
        Map<String, Object> members = new TreeMap<>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        return members;
    }

    /** An empty reason means that nothing is published. */
    private static ExitCode apply(Console console, Configurations server, Content content, String reason) {
        long expected = server.current().version().sequence();
        Check check = server.check(content.document());
        if (!check.slips().isEmpty()) {
            return refused(console, content.file(), check.slips().stream()
                    .map(slip -> new Wrong(content.places().place(new Pointer(slip.pointer())), slip))
                    .toList());
        }
        if (!reason.isEmpty()) {
            ConfigText.published(console, server.publish(expected, content.document(), reason));
        } else if (console.isJson()) {
            console.line(CanonicalJson.text(Map.of("problems", new ArrayList<Object>(), "changes", ConfigText.changes(check.changes()))));
        } else {
            check.changes().forEach(change -> console.line(ConfigText.change(change)));
            console.note(check.changes().isEmpty() ? "nothing would change" : "nothing was published");
        }
        return ExitCode.COMPLETE;
    }

    private static ExitCode refused(Console console, String file, List<Wrong> wrong) {
        if (console.isJson()) {
            List<Object> problems = new ArrayList<>();
            wrong.forEach(one -> problems.add(Map.of(
                    "pointer", one.slip().pointer(),
                    "line", (double) one.place().line(),
                    "column", (double) one.place().column(),
                    "message", one.slip().message(),
                    "next", one.slip().next())));
            console.line(CanonicalJson.text(Map.of("problems", problems)));
            return ExitCode.INCOMPLETE;
        }
        for (Wrong one : wrong) {
            String next = one.slip().next().isEmpty() ? "" : "; " + ConfigText.shown(one.slip().next());
            console.line(file + ":" + one.place() + " " + ConfigText.shown(one.slip().pointer()));
            console.line("  " + ConfigText.shown(one.slip().message()) + next);
        }
        console.note("nothing was published");
        return ExitCode.INCOMPLETE;
    }
}
