package dev.holdfast.verify.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.remote.json.JsonText;
import dev.holdfast.client.remote.transport.Payload;
import dev.holdfast.client.remote.transport.Request;
import dev.holdfast.client.remote.transport.Response;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.verify.chaos.Mishap;
import dev.holdfast.verify.chaos.Script;
import dev.holdfast.verify.program.Outcome;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A network that is cut in two, in both directions or in one, and heals. */
@Timeout(300)
final class PartitionTest {
    private final Network network = Network.start();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void remove() {
        network.close();
        threads.shutdownNow();
    }

    private Future<Outcome> backup() {
        return threads.submit(() -> network.sandbox().here("backup", network.sandbox().source().toString()));
    }

    @Test
    void aBackupGoesOnWhereItWasHeld() throws InterruptedException, ExecutionException {
        network.fill(3, 1 << 20);
        network.proxy().play(asked -> {
            if (asked.is("PUT", ".*/packs/.*")) {
                network.proxy().part();
            }
            return Mishap.NONE;
        });
        Future<Outcome> backup = backup();
        network.proxy().awaitHeld();
        network.proxy().play(Script.quiet()).heal();
        backup.get().expect(ExitCode.COMPLETE);
        network.assertSaved(1);
        network.assertNothingTwice();
    }

    @Test
    void aBackupGoesOnWhenTheNetworkHasForgottenItsConnections() throws InterruptedException, ExecutionException {
        network.fill(3, 1 << 20);
        network.proxy().play(asked -> {
            if (asked.is("POST", ".*/seal")) {
                network.proxy().part();
            }
            return Mishap.NONE;
        });
        Future<Outcome> backup = backup();
        network.proxy().awaitHeld();
        network.proxy().play(Script.quiet());
        network.proxy().resetAll();
        network.proxy().heal();
        backup.get().expect(ExitCode.COMPLETE);
        network.assertSaved(1);
        network.assertNothingTwice();
    }

    @Test
    void aChangeWhoseAnswerIsSwallowedIsMadeOnce() {
        network.proxy().play(Script.first(2, "POST", ".*/sessions", new Mishap.Swallowed()));
        try (Transport transport = network.transport(Network.TENANT)) {
            JsonText wish = new JsonText().put("agent", new JsonText().put("host", "box").put("version", "1"));
            Request open = Request.of("POST", transport.address().inTenant("/sessions"), Payload.json(wish)).within(1_000);
            Response opened = transport.send(open);
            assertTrue(opened.isRepeated());
            assertEquals(1, opened.json().number("sequence"), "one session was opened");
        }
    }

    @Test
    void aBackupIsNotFooledByACommitWhoseAnswerIsSwallowed() throws InterruptedException, ExecutionException {
        network.fill(2, 1 << 20);
        network.proxy().play(Script.first(1, "POST", ".*/commit", new Mishap.Swallowed()));
        Future<Outcome> backup = backup();
        network.proxy().awaitSwallowed();
        network.proxy().resetAll();
        backup.get().expect(ExitCode.COMPLETE);
        network.assertSaved(1);
    }
}
