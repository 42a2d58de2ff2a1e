package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.client.remote.json.JsonText;
import java.util.List;
import java.util.Set;

/** {@code holdfast flags environment}. */
public final class FlagsEnvironmentCommand implements Command {
    private static final String NAME = "flags environment";
    private static final Set<String> NAMED = Set.of("create", "set", "archive");
    private static final Option APPROVAL = Option.one("--approval", "none|four-eyes", "whether changes wait until another person has approved them");
    private static final Option EVALUATION = Option.one("--evaluation", "known|open", "whether evaluating needs a token or sign-in");
    private static final Option ORIGIN = Option.many("--origin", "ORIGIN", "pages of this origin may ask, and of no other but those given (may be repeated)");
    private static final Option NO_ORIGINS = Option.flag("--no-origins", "pages of no other site may ask");

    @Override
    public Syntax syntax() {
        return FlagPlace.project(Syntax.of(NAME, "list, make, settle and archive the environments of feature flags", Syntax.Needs.NOTHING)
                        .describe("An environment has flags, versions and an address of its own. What is not said about a new one is as usual: no "
                                + "approval, evaluation by who is known, pages of no other site; 'set' leaves it as it is. Without --project, "
                                + "'list' shows the environments of all projects, and the others mean the project default. 'archive' takes an "
                                + "environment out of service. It is refused while the environment has flags, changes that wait, roll-outs or "
                                + "experiments, unless --force ends them. Its versions stay: made again under the same name it goes on from the "
                                + "last of them.")
                        .options(APPROVAL, EVALUATION, ORIGIN, NO_ORIGINS, Archiving.FORCE)
                        .operands(Operands.between(1, 2, "list|create NAME|set NAME|archive NAME")))
                .example("holdfast flags environment list --server https://flags.example:8443", "shows all")
                .example("holdfast flags environment create staging --server https://flags.example:8443", "makes one")
                .example("holdfast flags environment set production --approval four-eyes --origin https://shop.example --server https://flags.example:8443", "settles one")
                .example("holdfast flags environment archive staging --server https://flags.example:8443", "takes one out of service that is not used any more")
                .exits(ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.REFUSED, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        String verb = given.operands().getFirst();
        boolean isNamed = given.operands().size() == 2;
        if (isNamed ? !NAMED.contains(verb) : !verb.equals("list")) {
            throw Usage.error(NAME, "say list, create NAME, set NAME or archive NAME");
        }
        if (given.has(Archiving.FORCE) && !verb.equals("archive")) {
            throw Usage.error(NAME, "--force goes with archive");
        }
        JsonText wish = wish(given, verb);
        FlagPlace.AtServer place = FlagPlace.serverOf(invocation);
        try (FlagService service = place.connect(invocation)) {
            Console console = invocation.console();
            switch (verb) {
                case "list" -> print(console, service.environments(given.text(FlagPlace.PROJECT)));
                case "create" -> print(console, List.of(service.create(wish.put("name", given.operands().get(1)))));
                case "set" -> print(console, List.of(service.settle(given.operands().get(1), wish)));
                default -> archive(console, service, given, place.project());
            }
            return ExitCode.COMPLETE;
        }
    }

    private static void archive(Console console, FlagService service, Arguments given, String project) {
        String name = given.operands().get(1);
        Archiving.print(
                console,
                service.archive(name, Archiving.uses(given)),
                "environment " + project + "/" + name,
                "holdfast flags environment create " + name + " --project " + project);
    }

    private static JsonText wish(Arguments given, String verb) {
        boolean isSettled = given.has(APPROVAL) || given.has(EVALUATION) || given.has(ORIGIN) || given.has(NO_ORIGINS);
        boolean isFit = switch (verb) {
            case "create" -> true;
            case "set" -> isSettled;
            default -> !isSettled;
        };
        if (!isFit || given.has(ORIGIN) && given.has(NO_ORIGINS)) {
            throw Usage.error(NAME, "settings go with create and set: --approval, --evaluation, and either --origin or --no-origins");
        }
        JsonText wish = new JsonText()
                .put("approval", given.text(APPROVAL).map(text -> text.replace('-', '_')))
                .put("evaluation", given.text(EVALUATION));
        return given.has(ORIGIN) || given.has(NO_ORIGINS) ? wish.texts("origins", given.texts(ORIGIN)) : wish;
    }

    private static void print(Console console, List<JsonObject> environments) {
        if (console.isJson()) {
            Json.print(console, json -> json.array(array -> environments.forEach(one -> array.object(fields -> fields.field("project", one.text("project"))
                    .field("environment", one.text("name"))
                    .field("approval", one.text("approval"))
                    .field("evaluation", one.text("evaluation"))
                    .texts("origins", one.texts("origins"))
                    .field("flags_version", one.text("flags_version"))
                    .field("flags", one.number("flags"))
                    .field("endpoint", one.text("endpoint"))))));
            return;
        }
        Table table = new Table(
                Table.Column.left("Project"),
                Table.Column.left("Environment"),
                Table.Column.left("Approval"),
                Table.Column.left("Evaluation"),
                Table.Column.right("Version"),
                Table.Column.right("Flags"),
                Table.Column.left("Origins"));
        environments.forEach(one -> table.row(
                ChangeOutput.shown(one.text("project")),
                ChangeOutput.shown(one.text("name")),
                ChangeOutput.shown(one.text("approval").replace('_', '-')),
                ChangeOutput.shown(one.text("evaluation")),
                String.valueOf(one.number("sequence")),
                String.valueOf(one.number("flags")),
                ChangeOutput.shown(String.join(" ", one.texts("origins")))));
        table.print(console);
    }
}
