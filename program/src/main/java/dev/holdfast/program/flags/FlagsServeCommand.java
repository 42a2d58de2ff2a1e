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
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.program.serving.LogTarget;
import dev.holdfast.program.serving.ServerWords;
import dev.holdfast.server.ServerOptions.Listen;
import dev.holdfast.server.flag.FlagServer;
import dev.holdfast.server.flag.RulesAccess;
import dev.holdfast.server.telemetry.PlatformLog;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** {@code holdfast flags serve}. */
public final class FlagsServeCommand implements Command {
    private static final Option LISTEN =
            Option.one("--listen", "HOST:PORT", "where to listen (default 127.0.0.1:8016; port 0 takes a free one and prints it)");
    private static final Option ORIGIN = Option.many(
            "--allow-origin", "ORIGIN", "pages of this origin may ask, such as https://shop.example, or * for all (may be repeated)");
    private static final Option TOKEN = Option.one(
            "--rules-token-file", "FILE", "programs with the token in this file may read the rules (default: programs on this machine)");
    private static final Pattern ORIGIN_FORM = Pattern.compile("\\*|https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:]+\\](:[0-9]{1,5})?");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public Syntax syntax() {
        return Syntax.of("flags serve", "serve the feature flags in a file to OpenFeature clients", Syntax.Needs.NOTHING)
                .describe("Reads flags in flagd's JSON format and answers OFREP under /ofrep/v1/evaluate/flags until it is interrupted. The file is "
                        + "watched: a new version is served within a second, and one with problems is not; the version before it stays, and "
                        + "the log says what is wrong and where. It speaks plain HTTP and asks nobody who they are: let only a proxy or your own "
                        + "network reach it. Pages get what flags give, never the rules; programs that evaluate by themselves read those under "
                        + "/flags/v1/rules.")
                .options(FlagWords.FILE, LISTEN, ORIGIN, TOKEN, ServerWords.LOG)
                .operands(Operands.NONE)
                .example("holdfast flags serve --file flags.json", "serves this machine")
                .example("holdfast flags serve --listen 0.0.0.0:8016 --file flags.json --log flags.log", "serves the network, with a log")
                .example("holdfast flags serve --file flags.json --allow-origin https://shop.example", "serves the pages of a site")
                .exits(ExitCode.NOT_FOUND, ExitCode.DENIED, ExitCode.REFUSED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        Path file = given.text(FlagWords.FILE)
                .map(invocation::path)
                .orElseThrow(() -> Usage.error("flags serve", "--file names the file with the flags; it is missing"));
        Listen listen = ServerWords.listen(given.text(LISTEN).orElse("127.0.0.1:8016"));
        FlagServer.Options options = new FlagServer.Options(
                listen.address(), listen.port(), file, origins(given), new RulesAccess(given.text(TOKEN).map(invocation::path).map(FlagsServeCommand::token)));
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

    private static Set<String> origins(Arguments given) {
        for (String origin : given.texts(ORIGIN)) {
            if (!ORIGIN_FORM.matcher(origin).matches()) {
                throw Usage.error(
                        "flags serve",
                        "--allow-origin is what a browser sends as Origin, in lower case and without a path, such as https://shop.example, not '" + origin + "'");
            }
        }
        return Set.copyOf(given.texts(ORIGIN));
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw new HoldfastException(ErrorCode.PATH_NOT_FOUND, "there is no file " + file, "write the token for the rules into it", e);
        } catch (IOException e) {
            throw new HoldfastException(ErrorCode.ACCESS_DENIED, "the token in " + file + " cannot be read: " + e.getMessage(), "see its permissions", e);
        }
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
