package dev.holdfast.client.cli.access;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.RepositoryLocation;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.transport.ServerAddress;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.engine.text.Names;
import java.nio.charset.StandardCharsets;

/** The server that a command is about. */
final class Server {
    private Server() {}

    static ServerAddress address(Invocation invocation) {
        return switch (RepositoryLocation.given(invocation.arguments(), invocation.surroundings())
                .orElseThrow(() -> Usage.errorWithNext("no server is named", "name it: --repo https://HOST:PORT/TENANT"))) {
            case RepositoryLocation.Server server -> server.address();
            case RepositoryLocation.Directory directory -> throw Usage.errorWithNext(
                    directory + " is a directory, which has neither tenants nor tokens", "name a server: --repo https://HOST:PORT/TENANT");
        };
    }

    static Transport connect(Invocation invocation) {
        return invocation.connect(address(invocation));
    }

    /** A text of the server's for people. */
    static String shown(String text) {
        return Names.escape(text.getBytes(StandardCharsets.UTF_8));
    }
}
