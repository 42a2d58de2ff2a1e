package dev.holdfast.client.cli.access;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.SecretFiles;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.service.Tokens;
import dev.holdfast.client.remote.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code holdfast token create}. */
public final class TokenCreateCommand implements Command {
    private static final Option ROLE = Option.one("--role", "agent|application|reader|operator|admin", "what it may do (default: agent)");
    private static final Option EXPIRES = Option.one("--expires-days", "N", "it ends after so many days (default: never)");
    private static final Option OUTPUT = Option.one("--output", "FILE", "write the token to a new file instead of printing it");
    private static final List<String> ROLES = List.of("agent", "application", "reader", "operator", "admin");

    @Override
    public Syntax syntax() {
        return Syntax.of("token create", "make a token for a server", Syntax.Needs.SERVER)
                .describe("The token is shown this once: the server keeps only its hash. A token of role agent belongs to the machine of that name, may "
                        + "append and read its own snapshots, and can neither delete nor see those of others; one of role application asks for feature flags and "
                        + "settings and sees nothing of backups. An address without a tenant makes "
                        + "a token for the whole server.")
                .options(ROLE, EXPIRES, OUTPUT)
                .operands(Operands.exactly(1, "NAME"))
                .example("holdfast token create laptop --repo https://backup.example:8443/home", "a token for a machine called laptop")
                .example("holdfast token create ann --role reader --expires-days 30 --output ann.token --repo https://backup.example:8443/home", "one to look around with, into a file")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE, ExitCode.REFUSED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        String role = arguments.text(ROLE).orElse("agent");
        if (!ROLES.contains(role)) {
            throw Usage.error("token create", "'" + role + "' is none of the roles " + String.join(", ", ROLES));
        }
        OptionalLong days = arguments.text(EXPIRES).map(TokenCreateCommand::days).orElse(OptionalLong.empty());
        Optional<Path> file = arguments.text(OUTPUT).map(invocation::path);
        file.filter(Files::exists).ifPresent(taken -> {
            throw Usage.errorWithNext(taken + " exists already", "name another file");
        });
        try (Transport transport = Server.connect(invocation)) {
            Tokens.Fresh made = new Tokens(transport).create(arguments.operands().getFirst(), role, days);
            file.ifPresent(path -> SecretFiles.create(path, (made.secret() + "\n").getBytes(StandardCharsets.UTF_8)));
            print(invocation.console(), made, file);
        }
        return ExitCode.COMPLETE;
    }

    private static OptionalLong days(String text) {
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw Usage.error("token create", "--expires-days is a number of days, not '" + text + "'");
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private static void print(Console console, Tokens.Fresh made, Optional<Path> file) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> {
                TokenFields.write(fields, made.token());
                file.ifPresentOrElse(path -> fields.field("file", path.toString()), () -> fields.field("token", made.secret()));
            }));
            return;
        }
        String what = "token " + Server.shown(made.token().id()) + " of role " + Server.shown(made.token().role());
        if (file.isPresent()) {
            console.line("made " + what + " in " + file.get());
        } else {
            console.note("made " + what + "; it is shown only now:");
            console.line(Server.shown(made.secret()));
        }
    }
}
