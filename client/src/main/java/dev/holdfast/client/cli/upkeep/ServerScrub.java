package dev.holdfast.client.cli.upkeep;

import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.client.remote.service.Jobs;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;

/** Asks the server to go over its packs by itself, which sees what no snapshot of the asker needs. */
final class ServerScrub {
    private final Console console;
    private final Transport transport;

    ServerScrub(Console console, Transport transport) {
        this.console = console;
        this.transport = transport;
    }

    /** A token that may not ask for it still checks what it can see. */
    void ask() {
        try {
            String job = new Jobs(transport).submit("scrub", new JsonText()).id();
            console.note("the server goes over its packs as job " + job);
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.FORBIDDEN) {
                throw e;
            }
            console.note("this token may not ask the server to go over its packs; only what it can see is checked");
        }
    }
}
