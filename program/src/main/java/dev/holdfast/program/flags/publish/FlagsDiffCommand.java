package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.edit.Differences;
import dev.holdfast.control.flag.json.CanonicalJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code holdfast flags diff}. */
public final class FlagsDiffCommand implements Command {
    private static final String NAME = "flags diff";
    private static final Option FROM = Option.one("--from", "VERSION", "an earlier version of the server instead of the one it serves");
    private static final Option TO = Option.one("--to", "VERSION", "another version of the server instead of a file");
    private static final int LONGEST = 100;

    @Override
    public Syntax syntax() {
        return FlagPlace.server(Syntax.of(NAME, "show where a file of flags differs from what a server serves", Syntax.Needs.NOTHING)
                        .describe("Says what 'holdfast flags apply FILE' would change: flags, shared evaluators and metadata, each with the places that "
                                + "differ, - as it is and + as it would be. Without a file it compares two versions of the server: --from and --to, or "
                                + "--from and the one that is served. It ends with 0 if nothing differs and with 4 if something does.")
                        .options(FROM, TO)
                        .operands(Operands.between(0, 1, "[FILE]")))
                .example("holdfast flags diff flags.json --server https://flags.example:8443", "what applying the file would do")
                .example("holdfast flags diff --from 40 --to 41 --server https://flags.example:8443", "what version 41 changed")
                .exits(ExitCode.INCOMPLETE, ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        Optional<String> file = given.operand(0);
        if (file.isPresent() ? given.has(TO) : !given.has(FROM)) {
            throw Usage.error(NAME, "compare a FILE with a version, or two versions with --from and --to");
        }
        try (FlagService service = FlagPlace.serverOf(invocation).connect(invocation)) {
            FlagDocument before = FlagsListCommand.read(service.document(version(given, FROM), "canonical"));
            FlagDocument after = file.isPresent()
                    ? new EditedFile(invocation.path(file.get())).document()
                    : FlagsListCommand.read(service.document(version(given, TO), "canonical"));
            List<Differences.Difference> differences = Differences.between(before.json(), after.json());
            print(invocation.console(), differences);
            return differences.isEmpty() ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
        }
    }

    private static Optional<Long> version(Arguments given, Option option) {
        return given.text(option).map(text -> {
            if (!text.matches("[0-9]{1,18}")) {
                throw Usage.error(NAME, option.name() + " is the number of a version, not '" + text + "'");
            }
            return Long.valueOf(text);
        });
    }

    private static void print(Console console, List<Differences.Difference> differences) {
        if (console.isJson()) {
            List<Object> all = new ArrayList<>();
            differences.forEach(one -> all.add(fields(one)));
            console.line(CanonicalJson.text(Map.of("differences", all)));
            return;
        }
        if (differences.isEmpty()) {
            console.line("nothing differs");
        }
        for (Differences.Difference one : differences) {
            console.line(one.kind().name().toLowerCase(Locale.ROOT) + " " + part(one.part()) + " " + ChangeOutput.shown(one.name()));
            for (String place : one.places()) {
                side(console, "-", place, at(one.before(), place));
                side(console, "+", place, at(one.after(), place));
            }
        }
    }

    private static void side(Console console, String sign, String place, Optional<Object> value) {
        value.ifPresent(present -> console.line("  " + sign + " " + (place.isEmpty() ? "" : ChangeOutput.shown(place) + " ") + cut(CanonicalJson.text(present))));
    }

    private static String part(String part) {
        return switch (part) {
            case "flags" -> "flag";
            case "$evaluators" -> "evaluator";
            default -> part;
        };
    }

    /** The value at a pointer. */
    private static Optional<Object> at(@Nullable Object value, String pointer) {
        Object now = value;
        for (String key : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            now = now instanceof Map<?, ?> map ? map.get(key.replace("~1", "/").replace("~0", "~")) : null;
        }
        return Optional.ofNullable(now);
    }

    private static Map<String, @Nullable Object> fields(Differences.Difference one) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", one.kind().name().toLowerCase(Locale.ROOT));
        fields.put("part", one.part());
        fields.put("name", one.name());
        fields.put("before", one.before());
        fields.put("after", one.after());
        fields.put("places", one.places());
        return fields;
    }

    private static String cut(String text) {
        String shown = ChangeOutput.shown(text);
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
    }
}
