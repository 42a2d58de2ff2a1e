package dev.holdfast.program.flags.publish;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import java.nio.file.Path;
import java.util.Optional;

/** {@code holdfast flags apply}. */
public final class FlagsApplyCommand implements Command {
    private static final Option EXPECT =
            Option.one("--expect", "VERSION", "only if the server is still at this version, the one that the file was made from");

    @Override
    public Syntax syntax() {
        return FlagPlace.server(Syntax.of("flags apply", "publish a file of flags at a server", Syntax.Needs.NOTHING)
                        .describe("Replaces all flags of an environment by those in the file. If they are not sound nothing changes, and every problem "
                                + "is named with its place. What somebody else publishes while this runs is never overwritten; with --expect neither is "
                                + "what they published since the file was exported." + DryRun.EXPLAINED)
                        .options(FlagPlace.REASON, EXPECT, DryRun.OPTION)
                        .operands(Operands.exactly(1, "FILE")))
                .example("holdfast flags apply flags.json --reason 'release 7' --server https://flags.example:8443", "in a build, after a merge")
                .example("holdfast flags apply flags.json --reason 'new banner' --expect 41 --server https://flags.example:8443", "if nobody was faster")
                .example("holdfast flags apply flags.json --dry-run --server https://flags.example:8443", "in a check of a merge")
                .exits(ExitCode.INCOMPLETE, ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.REFUSED, ExitCode.UNREACHABLE);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        Path file = invocation.path(given.operands().getFirst());
        byte[] document = FlagText.read(file);
        if (given.has(DryRun.OPTION)) {
            return dryRun(invocation, document);
        }
        String reason = given.text(FlagPlace.REASON).orElseThrow(() -> Usage.error("flags apply", "--reason says why, for the history; it is missing"));
        try (FlagService service = FlagPlace.serverOf(invocation).connect(invocation)) {
            Optional<String> expected = given.text(EXPECT);
            String version = expected.isPresent() ? expected.get() : service.document(Optional.empty(), "canonical").version();
            return new ChangeOutput(invocation.console()).print(service.publish(document, reason, version));
        }
    }

    private static ExitCode dryRun(Invocation invocation, byte[] document) {
        Optional<String> expected = invocation.arguments().text(EXPECT);
        try (FlagService service = FlagPlace.serverOf(invocation).connect(invocation)) {
            return new DryRun(service, invocation.console()).document(document, expected);
        }
    }
}
