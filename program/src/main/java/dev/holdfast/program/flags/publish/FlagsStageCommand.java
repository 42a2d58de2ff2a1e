package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.flag.life.Rollout;
import dev.holdfast.control.flag.life.Stage;
import java.util.List;
import java.util.Optional;

/** {@code holdfast flags stage}. */
public final class FlagsStageCommand implements Command {
    private static final String NAME = "flags stage";

    @Override
    public Syntax syntax() {
        return LifeWords.in(FlagPlace.any(Syntax.of(NAME, "take a feature flag to another stage of its life", Syntax.Needs.NOTHING)
                        .describe("Nobody gets the variant in draft, the internal group in internal, and a share of everybody else from 1% to 100%. "
                                + "permanent gives it to all without a rule, archived switches the flag off as a whole. A larger share only ever adds users. "
                                + "A flag with a rule of its own is left alone; take the rule out first." + DryRun.EXPLAINED)
                        .options(FlagPlace.REASON, When.AT, DryRun.OPTION)
                        .operands(Operands.exactly(2, "FLAG draft|internal|1%…100%|permanent|archived"))))
                .example("holdfast flags stage new-checkout 25% --server https://flags.example:8443 --reason 'no errors so far'", "a quarter of all users has it")
                .example("holdfast flags stage new-checkout internal --group staff --file flags.json", "only the evaluator 'staff' has it, in a file")
                .exits(ExitCode.INCOMPLETE, ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.REFUSED, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        Stage stage = stage(given.operands().get(1));
        if (given.has(DryRun.OPTION)) {
            return DryRun.edit(invocation, NAME, document -> move(given, document, stage));
        }
        return switch (FlagPlace.of(invocation)) {
            case FlagPlace.InFile file -> {
                if (given.has(When.AT)) {
                    throw Usage.error(NAME, "--at needs a server, which waits until then");
                }
                EditedFile edited = new EditedFile(file.path());
                yield file(invocation.console(), edited, move(given, edited.document(), stage));
            }
            case FlagPlace.AtServer server -> {
                try (FlagService service = server.connect(invocation)) {
                    FlagDocument document = FlagsListCommand.read(service.document(Optional.empty(), "canonical"));
                    yield new ChangeOutput(invocation.console()).print(service.change(wish(given, move(given, document, stage))));
                }
            }
        };
    }

    private static Stage stage(String text) {
        return Stage.read(text).orElseThrow(() -> Usage.error(
                NAME,
                "a flag's life has the stages draft, internal, 1% to 100%, permanent and archived, not '" + text + "'"
                        + (Stage.read(text + "%").isPresent() ? "; did you mean '" + text + "%'?" : "")));
    }

    private static FlagEdit.Move move(Arguments given, FlagDocument document, Stage stage) {
        String flag = given.operands().getFirst();
        return new FlagEdit.Move(flag, LifeWords.rollout(given, NAME, document, flag), stage);
    }

    private static JsonText wish(Arguments given, FlagEdit.Move move) {
        Rollout rollout = move.rollout();
        JsonText edit = new JsonText()
                .put("kind", "stage")
                .put("flag", move.flag())
                .put("stage", move.stage().text())
                .put("variant", rollout.variant())
                .put("otherwise", rollout.otherwise())
                .put("group", rollout.group())
                .put("bucket_by", rollout.bucketBy());
        JsonText wish = new JsonText()
                .objects("edits", List.of(edit))
                .put("reason", given.text(FlagPlace.REASON).orElse("taken to " + move.stage().text() + " with holdfast flags stage"));
        When.of(given, NAME).ifPresent(time -> wish.put("at", time));
        return wish;
    }

    private static ExitCode file(Console console, EditedFile file, FlagEdit.Move move) {
        EditedFile.Outcome outcome = file.edit(move);
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("outcome", outcome == EditedFile.Outcome.CHANGED ? "changed" : "unchanged")
                    .field("file", file.path().toString())
                    .field("flag", move.flag())
                    .field("stage", move.stage().text())));
        } else if (outcome == EditedFile.Outcome.UNCHANGED) {
            console.line("nothing to change: " + file.path() + " has it so");
        } else {
            console.line(move.flag() + " is at stage " + move.stage().text() + " in " + file.path());
        }
        return ExitCode.COMPLETE;
    }
}
