package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.json.JsonText;

/** {@code holdfast flags rollback}. */
public final class FlagsRollbackCommand implements Command {
    private static final Option FLAG = Option.one("--flag", "NAME", "only this flag as it was then");

    @Override
    public Syntax syntax() {
        return FlagPlace.server(Syntax.of("flags rollback", "publish an earlier version of the flags anew", Syntax.Needs.NOTHING)
                        .describe("Makes a new version with the content of an earlier one, or with one flag as it was then. Nothing is taken out of "
                                + "the history." + DryRun.EXPLAINED)
                        .options(FLAG, FlagPlace.REASON, DryRun.OPTION)
                        .operands(Operands.exactly(1, "VERSION")))
                .example("holdfast flags rollback 41 --reason 'wrong file' --server https://flags.example:8443", "everything as in version 41")
                .example("holdfast flags rollback 41 --flag new-checkout --server https://flags.example:8443", "one flag, with its rule")
                .exits(ExitCode.INCOMPLETE, ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.REFUSED, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        String version = given.operands().getFirst();
        if (!version.matches("[1-9][0-9]{0,17}")) {
            throw Usage.error("flags rollback", "a version is a number, not '" + version + "'");
        }
        JsonText wish = new JsonText()
                .put("version", Long.parseLong(version))
                .put("flag", given.text(FLAG))
                .put("reason", given.text(FlagPlace.REASON).orElse("back to version " + version));
        try (FlagService service = FlagPlace.serverOf(invocation).connect(invocation)) {
            if (given.has(DryRun.OPTION)) {
                return new DryRun(service, invocation.console()).rollback(Long.parseLong(version), given.text(FLAG));
            }
            return new ChangeOutput(invocation.console()).print(service.rollback(wish));
        }
    }
}
