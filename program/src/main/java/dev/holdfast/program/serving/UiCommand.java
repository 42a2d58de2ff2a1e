package dev.holdfast.program.serving;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Interruption;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.RepositoryLocation;
import dev.holdfast.client.cli.invocation.Version;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.LocalConsole;
import dev.holdfast.server.Server;
import dev.holdfast.server.ServerOptions;
import dev.holdfast.server.telemetry.PlatformLog;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import dev.holdfast.storage.embedded.RepositoryDirectory;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** {@code holdfast ui}. */
public final class UiCommand implements Command {
    private static final Option PORT = Option.one("--port", "PORT", "listen on this port of the loopback address (default: any free one)");
    private static final Option OPEN = Option.flag("--open", "open the page in this machine's browser as well");
    private static final Option LOG = Option.one("--log", "FILE", "append a log of all requests to this file (default: none is kept)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public Syntax syntax() {
        return Syntax.of("ui", "open the web console for a repository of this machine", Syntax.Needs.REPOSITORY)
                .describe("Shows a repository in a browser: snapshots, files and their history, comparisons, downloads, and the state of the "
                        + "directory. It serves the loopback address alone, until it is interrupted. The printed address signs one "
                        + "browser in, once, within ten minutes. For an encrypted repository the page asks for the passphrase and "
                        + "keeps the key in memory for as long as you are signed in. For a tenant of a server, open the server's own "
                        + "address instead.")
                .options(PORT, OPEN, LOG)
                .operands(Operands.NONE)
                .example("holdfast ui", "prints an address to open in a browser")
                .example("holdfast ui --repo /mnt/backup --open", "opens the browser as well")
                .exits(ExitCode.NO_REPOSITORY);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Path repository = repository(invocation);
        CountDownLatch ended = new CountDownLatch(1);
        try (PrivateDirectory directory = PrivateDirectory.make();
                StructuredLog log = StructuredLog.to(log(invocation), invocation.clock(), ServerThreads.platform("log"));
                Interruption.Registration registration = invocation.interruption().register(ended::countDown, PATIENCE)) {
            PlatformLog.into(log);
            LocalConsole console = new LocalConsole(repository, invocation.clock(), Entropy.system());
            try (Server server = Server.start(
                    options(directory.path(), port(invocation)), console, log, invocation.clock(), Entropy.system())) {
                String address = server.address().resolve("/") + "#one_time=" + console.oneTimeToken();
                announce(invocation.console(), address);
                if (invocation.arguments().has(OPEN)) {
                    Browser.open(directory.path(), address, invocation.console());
                }
                await(ended);
            }
        }
        return ExitCode.COMPLETE;
    }

    private static Path repository(Invocation invocation) {
        return switch (invocation.location()) {
            case RepositoryLocation.Server server ->
                throw Usage.errorWithNext(
                        "the console of a server is at the server itself", "open " + server.address().base() + " in a browser");
            case RepositoryLocation.Directory directory -> {
                RepositoryDirectory found = new RepositoryDirectory(directory.path(), Entropy.system());
                if (RepositoryConfig.load(found.files()).isEmpty()) {
                    throw Invocation.notFound(directory);
                }
                yield directory.path();
            }
        };
    }

    private static OutputStream log(Invocation invocation) {
        return invocation.arguments()
                .text(LOG)
                .map(invocation::path)
                .map(LogTarget::open)
                .orElseGet(OutputStream::nullOutputStream);
    }

    private static int port(Invocation invocation) {
        String text = invocation.arguments().text(PORT).orElse("0");
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw Usage.errorWithNext("--port is a number up to 65535, not '" + text + "'", "holdfast ui --help");
        }
        return Integer.parseInt(text);
    }

    private static ServerOptions options(Path data, int port) {
        return new ServerOptions(
                data,
                new ServerOptions.Listen("127.0.0.1", port),
                new ServerOptions.Tls.Off(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                ServerOptions.Shedding.ON,
                Version.ofThisProgram());
    }

    private static void announce(Console console, String address) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("url", address)));
        } else {
            console.line("Open this address in a browser; it signs you in once, within ten minutes:");
            console.line(address);
            console.line("Ctrl-C ends it.");
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
