package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Table;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.CommonOptions;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.json.JsonObject;
import java.util.List;

/** {@code holdfast flags project}. */
public final class FlagsProjectCommand implements Command {
    private static final String NAME = "flags project";

    @Override
    public Syntax syntax() {
        return Syntax.of(NAME, "list, make and archive the projects of feature flags", Syntax.Needs.NOTHING)
                .describe("A project has environments, each with flags of its own; 'holdfast flags environment' makes them. 'archive' takes a "
                        + "project out of service. It is refused while the project has environments, unless --force archives them too and ends "
                        + "what uses them: flags, changes that wait, roll-outs and experiments. Nothing is deleted: a project and its environments "
                        + "that are made again under the same names go on from their last versions.")
                .options(Archiving.FORCE, FlagPlace.SERVER, CommonOptions.TOKEN_FILE, CommonOptions.SERVER_FINGERPRINT)
                .operands(Operands.between(1, 2, "list|create NAME|archive NAME"))
                .example("holdfast flags project list --server https://flags.example:8443", "shows all, with their environments")
                .example("holdfast flags project create shop --server https://flags.example:8443", "makes one, or brings it back")
                .example("holdfast flags project archive shop --force --server https://flags.example:8443", "takes it out of service with all it has")
                .exits(ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.REFUSED, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        String verb = given.operands().getFirst();
        boolean isNamed = given.operands().size() == 2;
        if (isNamed != (verb.equals("create") || verb.equals("archive")) || !isNamed && !verb.equals("list")) {
            throw Usage.error(NAME, "say list, create NAME or archive NAME");
        }
        if (given.has(Archiving.FORCE) && !verb.equals("archive")) {
            throw Usage.error(NAME, "--force goes with archive");
        }
        FlagPlace.AtServer place = FlagPlace.serverOf(invocation);
        String name = isNamed ? given.operands().get(1) : place.project();
        try (FlagService service = new FlagPlace.AtServer(place.address(), name, place.environment()).connect(invocation)) {
            Console console = invocation.console();
            switch (verb) {
                case "list" -> print(console, service.projects());
                case "create" -> created(console, service.createProject(name).text("name"));
                default -> Archiving.print(
                        console, service.archiveProject(Archiving.uses(given)), "project " + name, "holdfast flags project create " + name);
            }
            return ExitCode.COMPLETE;
        }
    }

    private static void created(Console console, String name) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("project", name)));
            return;
        }
        console.line("project " + ChangeOutput.shown(name) + " is there");
        console.line("  next: holdfast flags environment create NAME --project " + ChangeOutput.shown(name));
    }

    private static void print(Console console, List<JsonObject> projects) {
        if (console.isJson()) {
            Json.print(console, json -> json.array(array -> projects.forEach(
                    one -> array.object(fields -> fields.field("project", one.text("name")).texts("environments", environments(one))))));
            return;
        }
        Table table = new Table(Table.Column.left("Project"), Table.Column.left("Environments"));
        projects.forEach(one -> table.row(ChangeOutput.shown(one.text("name")), ChangeOutput.shown(String.join(", ", environments(one)))));
        table.print(console);
    }

    private static List<String> environments(JsonObject project) {
        return project.objects("environments").stream().map(environment -> environment.text("name")).toList();
    }
}
