package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.edit.FlagEdit;
import java.util.Optional;

/** {@code holdfast flags set}. */
public final class FlagsSetCommand implements Command {
    private static final String NAME = "flags set";
    private static final Option ENABLE = Option.flag("--enable", "switch the flag on as a whole, with its rule as it is");
    private static final Option DISABLE = Option.flag("--disable", "switch the flag off as a whole: programs use their own default");

    @Override
    public Syntax syntax() {
        return FlagPlace.any(Syntax.of(NAME, "give everybody the same variant of a feature flag", Syntax.Needs.NOTHING)
                        .describe("The kill switch: everybody gets the variant from now on. 'on' and 'off' also name the variants with the values true "
                                + "and false. The flag loses its rule; at a server 'holdfast flags rollback VERSION --flag NAME' brings it back, for a file "
                                + "version control does. Instead of a variant, --enable and --disable switch the flag as a whole and leave the rule alone. "
                                + "A file is written anew, in one step, and only if it is sound afterwards. Without --file or --server the variables "
                                + "HOLDFAST_FLAGS and HOLDFAST_REPOSITORY say where the flags are, else flags.json in this directory is taken." + DryRun.EXPLAINED)
                        .options(ENABLE, DISABLE, FlagPlace.REASON, When.AT, DryRun.OPTION)
                        .operands(Operands.between(1, 2, "FLAG [on|off|VARIANT]")))
                .example("holdfast flags set new-checkout off --server https://flags.example:8443 --reason 'payments fail'", "stops it for everybody")
                .example("holdfast flags set new-checkout on --file flags.json", "changes a file that a server watches")
                .exits(ExitCode.INCOMPLETE, ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.REFUSED, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        String flag = given.operands().getFirst();
        FlagEdit edit = edit(given, flag);
        if (given.has(DryRun.OPTION)) {
            return DryRun.edit(invocation, NAME, document -> edit);
        }
        return switch (FlagPlace.of(invocation)) {
            case FlagPlace.InFile file -> {
                if (given.has(When.AT)) {
                    throw Usage.error(NAME, "--at needs a server, which waits until then");
                }
                yield file(invocation.console(), new EditedFile(file.path()), edit);
            }
            case FlagPlace.AtServer server -> {
                try (FlagService service = server.connect(invocation)) {
                    yield new ChangeOutput(invocation.console()).print(service.set(wish(given, edit)));
                }
            }
        };
    }

    private static FlagEdit edit(Arguments given, String flag) {
        int ways = (given.operands().size() - 1) + (given.has(ENABLE) ? 1 : 0) + (given.has(DISABLE) ? 1 : 0);
        if (ways != 1) {
            throw Usage.error(NAME, "say what to set '" + flag + "' to: on, off or a variant, or --enable or --disable");
        }
        if (given.operands().size() == 2) {
            return new FlagEdit.Serve(flag, given.operands().get(1));
        }
        return new FlagEdit.Switch(flag, given.has(ENABLE) ? FlagDefinition.State.ENABLED : FlagDefinition.State.DISABLED);
    }

    private static JsonText wish(Arguments given, FlagEdit edit) {
        JsonText wish = new JsonText().put("flag", edit.flag());
        String said;
        if (edit instanceof FlagEdit.Serve serve) {
            wish.put("to", serve.choice());
            said = "set to " + serve.choice();
        } else {
            boolean isOn = edit.equals(new FlagEdit.Switch(edit.flag(), FlagDefinition.State.ENABLED));
            said = isOn ? "enabled" : "disabled";
            wish.put("state", said);
        }
        wish.put("reason", given.text(FlagPlace.REASON).orElse(said + " with holdfast flags set"));
        When.of(given, NAME).ifPresent(time -> wish.put("at", time));
        return wish;
    }

    private static ExitCode file(Console console, EditedFile file, FlagEdit edit) {
        boolean hadRule = Optional.ofNullable(file.document().flags().get(edit.flag())).filter(flag -> flag.targeting() != null).isPresent();
        EditedFile.Outcome outcome = file.edit(edit);
        FlagDefinition now = file.document().flags().get(edit.flag());
        boolean lostRule = hadRule && now != null && now.targeting() == null;
        String variant = now == null || now.defaultVariant() == null ? "" : now.defaultVariant();
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("outcome", outcome == EditedFile.Outcome.CHANGED ? "changed" : "unchanged")
                    .field("file", file.path().toString())
                    .field("flag", edit.flag())
                    .field("state", now == null ? "" : now.state().name())
                    .field("variant", variant)
                    .field("rule_removed", lostRule)));
            return ExitCode.COMPLETE;
        }
        if (outcome == EditedFile.Outcome.UNCHANGED) {
            console.line("nothing to change: " + file.path() + " has it so");
        } else if (edit instanceof FlagEdit.Switch change) {
            console.line(edit.flag() + " is " + change.state() + " in " + file.path());
        } else {
            console.line(edit.flag() + " gives '" + variant + "' to everybody in " + file.path());
        }
        if (lostRule) {
            console.note("its rule was taken out; version control has it");
        }
        return ExitCode.COMPLETE;
    }
}
