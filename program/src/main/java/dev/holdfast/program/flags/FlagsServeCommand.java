package dev.holdfast.program.flags;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Interruption;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.program.serving.LogTarget;
import dev.holdfast.program.serving.ServerWords;
import dev.holdfast.server.ServerOptions.Listen;
import dev.holdfast.server.flag.FlagServer;
import dev.holdfast.server.telemetry.PlatformLog;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** {@code holdfast flags serve}. */
public final class FlagsServeCommand implements Command {
    private static final Option LISTEN =
            Option.one("--listen", "HOST:PORT", "where to listen (default 127.0.0.1:8016; port 0 takes a free one and prints it)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public Syntax syntax() {
        return Syntax.of("flags serve", "serve the feature flags in a file to OpenFeature clients", Syntax.Needs.NOTHING)
                .describe("Reads flags in flagd's JSON format and answers OFREP under /ofrep/v1/evaluate/flags until it is interrupted. The file is "
                        + "watched: a new version is served within a second, and one with problems is not; the version before it stays, and "
                        + "the log says what is wrong and where. It speaks plain HTTP and asks nobody who they are: let only a proxy or your own "
                        + "network reach it.")
                .options(FlagWords.FILE, LISTEN, ServerWords.LOG)
                .operands(Operands.NONE)
                .example("holdfast flags serve --file flags.json", "serves this machine")
                .example("holdfast flags serve --listen 0.0.0.0:8016 --file flags.json --log flags.log", "serves the network, with a log")
                .exits(ExitCode.NOT_FOUND, ExitCode.DENIED, ExitCode.REFUSED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        Path file = given.text(FlagWords.FILE)
                .map(invocation::path)
                .orElseThrow(() -> Usage.error("flags serve", "--file names the file with the flags; it is missing"));
        Listen listen = ServerWords.listen(given.text(LISTEN).orElse("127.0.0.1:8016"));
        FlagServer.Options options = new FlagServer.Options(listen.address(), listen.port(), file);
        CountDownLatch ended = new CountDownLatch(1);
        try (StructuredLog log = StructuredLog.to(LogTarget.of(invocation), invocation.clock(), ServerThreads.platform("log"))) {
            PlatformLog.into(log);
            try (Interruption.Registration registration = invocation.interruption().register(ended::countDown, PATIENCE);
                    FlagServer server = FlagServer.start(options, log, invocation.clock(), Entropy.system())) {
                announce(invocation.console(), server, file);
                await(ended);
            }
        }
        return ExitCode.COMPLETE;
    }

    private static void announce(Console console, FlagServer server, Path file) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields ->
                    fields.field("listening", server.address().toString()).field("file", file.toString())));
        } else {
            console.line("listening on " + server.address());
            console.line("flags: " + file);
        }
        console.flush();
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
