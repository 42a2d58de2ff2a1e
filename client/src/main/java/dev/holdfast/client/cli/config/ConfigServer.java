package dev.holdfast.client.cli.config;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.RepositoryLocation;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.service.Configurations;
import dev.holdfast.client.remote.service.Configurations.SettingRow;
import dev.holdfast.client.remote.transport.ServerAddress;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.control.flag.definition.Nearest;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.Map;
import java.util.Optional;

/** The server whose configuration a command is about. */
final class ConfigServer {
    static final Option SERVER = Option.one("--server", "URL", "the server, such as https://backup.example:8443 (the one of --repo unless told)");
    static final Option REASON = Option.one("--reason", "TEXT", "why, for the history; needed");

    private ConfigServer() {}

    static Transport connect(Invocation invocation) {
        Optional<String> server = invocation.arguments().text(SERVER);
        return invocation.connect(server.isPresent() ? parsed(server.get()) : ofRepository(invocation));
    }

    private static ServerAddress parsed(String text) {
        try {
            if (ServerAddress.isAddress(text)) {
                return ServerAddress.parse(text);
            }
        } catch (IllegalArgumentException e) {
            throw Usage.errorWithNext("--server names no server: " + e.getMessage(), "write it as --server https://HOST:PORT");
        }
        throw Usage.errorWithNext("--server is an address such as https://backup.example:8443", "write it as --server https://HOST:PORT");
    }

    private static ServerAddress ofRepository(Invocation invocation) {
        return switch (RepositoryLocation.given(invocation.arguments(), invocation.surroundings())
                .orElseThrow(() -> Usage.errorWithNext("no server is named", "name it: --server https://HOST:PORT"))) {
            case RepositoryLocation.Server server -> server.address();
            case RepositoryLocation.Directory directory -> throw Usage.errorWithNext(
                    directory + " is a directory, which has no configuration of this kind", "name a server: --server https://HOST:PORT");
        };
    }

    /** Why something is done; without that nothing is. */
    static String reason(Invocation invocation, String command) {
        return invocation.arguments().text(REASON).filter(text -> !text.isBlank())
                .orElseThrow(() -> Usage.error(command, "--reason is missing: the history of the configuration says why"));
    }

    /** The setting with this name. */
    static SettingRow require(Configurations server, String name) {
        Map<String, SettingRow> settings = server.settings();
        SettingRow found = settings.get(name);
        if (found == null) {
            String hint = Nearest.hint(name, settings.keySet());
            throw new HoldfastException(
                    ErrorCode.NOT_FOUND,
                    "there is no setting '" + name + "'" + (hint.isEmpty() ? "" : "; " + hint),
                    "holdfast config list shows all");
        }
        return found;
    }
}
