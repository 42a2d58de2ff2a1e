package dev.holdfast.program.serving;

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
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.AdminTokenRenewal;
import dev.holdfast.server.Assembly;
import dev.holdfast.server.Server;
import dev.holdfast.server.ServerOptions;
import dev.holdfast.server.access.AdminTokenFile;
import dev.holdfast.server.telemetry.PlatformLog;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code holdfast server}. */
public final class ServerCommand implements Command {
    /** As long as requests under way may take at the end, and a little more. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public Syntax syntax() {
        return Syntax.of("server", "serve the repositories of many tenants, with a web console", Syntax.Needs.NOTHING)
                .describe("Serves until it is interrupted or terminated. At its first start it makes an administrator's token and writes it to a "
                        + "file that only you can read. Outside the loopback address connections are secured with TLS: with a certificate "
                        + "of its own, whose fingerprint is printed and which agents pin, or with yours, which is read again whenever it "
                        + "changes. Each tenant's data is an ordinary repository below DIR/tenants.")
                .options(ServerWords.ALL.toArray(Option[]::new))
                .operands(Operands.NONE)
                .example("holdfast server --data /srv/holdfast --listen 0.0.0.0:8420", "serves the network, secured with a certificate of its own")
                .example(
                        "holdfast server --data /srv/holdfast --listen :8420 --tls-cert fullchain.pem --tls-key privkey.pem",
                        "the same with a certificate that browsers know")
                .example("holdfast server --data /tmp/try --listen 127.0.0.1:0 --json", "tries it on a free port, and prints which")
                .example("holdfast server --config /etc/holdfast/server.toml", "starts it as a file says")
                .example("holdfast server --data /srv/holdfast --new-admin-token", "makes a new administrator's token, where the old one is lost")
                .exits(ExitCode.DENIED, ExitCode.REFUSED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Invocation whole = withFile(invocation);
        ServerOptions options = ServerWords.options(whole);
        return whole.arguments().has(ServerWords.NEW_ADMIN_TOKEN) ? renewed(whole, options) : served(whole, options);
    }

    /** The same command with what its file says where the command line says nothing. */
    private Invocation withFile(Invocation given) {
        Optional<Path> file = given.arguments().text(ServerWords.FILE).map(given::path);
        if (file.isEmpty()) {
            return given;
        }
        Arguments arguments = given.arguments().over(ServerFile.read(file.get(), syntax()));
        return new Invocation(given.commands(), arguments, given.surroundings(), given.console(), given.interruption());
    }

    private static ExitCode renewed(Invocation invocation, ServerOptions options) {
        AdminTokenFile.Renewed renewed = AdminTokenRenewal.run(options, invocation.clock(), Entropy.system());
        Console console = invocation.console();
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.field("token", renewed.token().id())
                    .field("revoked", renewed.revoked().size())
                    .field("admin_token_file", options.adminToken().toString())));
        } else {
            console.line("administrator's token: " + options.adminToken() + " (new; older ones that the server made are revoked)");
        }
        return ExitCode.COMPLETE;
    }

    private static ExitCode served(Invocation invocation, ServerOptions options) {
        CountDownLatch ended = new CountDownLatch(1);
        try (StructuredLog log = StructuredLog.to(LogTarget.of(invocation), invocation.clock(), ServerThreads.platform("log"))) {
            PlatformLog.into(log);
            try (Interruption.Registration registration = invocation.interruption().register(ended::countDown, PATIENCE);
                    Server server = Server.start(options, new Assembly(), log, invocation.clock(), Entropy.system())) {
                announce(invocation.console(), server, options);
                await(ended);
            }
        }
        return ExitCode.COMPLETE;
    }

    private static void announce(Console console, Server server, ServerOptions options) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> {
                fields.field("listening", server.address().toString()).field("tls", server.fingerprint().isPresent());
                server.fingerprint().ifPresent(print -> fields.field("fingerprint", print));
                fields.field("admin_token_file", options.adminToken().toString());
            }));
        } else {
            console.line("listening on " + server.address());
            server.fingerprint().ifPresent(print -> console.line("certificate fingerprint (SHA-256): " + print));
            console.line("administrator's token: " + options.adminToken());
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
