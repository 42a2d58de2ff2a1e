package dev.holdfast.verify.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that may open few descriptors, before which somebody opens more connections than that and says nothing. */
@Timeout(300)
final class DescriptorsTest {
    private static final int DESCRIPTORS = 256;
    private static final int CONNECTIONS = 400;
    private static final int CONNECT_MILLIS = 300;
    private static final int ENOUGH_REFUSED = 5;

    private final Network network = start();
    private final List<Socket> idle = new ArrayList<>();

    private static Network start() {
        Sandbox sandbox = Sandbox.create();
        try (ServerProcess server = ServerProcess.start(sandbox)) {
            sandbox.with("HOLDFAST_TOKEN", server.adminToken()).with("HOLDFAST_REPOSITORY", server.address() + "/" + Network.TENANT);
            sandbox.here("init", "--encryption", "none").expect(ExitCode.COMPLETE);
        }
        return Network.startUnder(sandbox, "prlimit", "--nofile=" + DESCRIPTORS + ":" + DESCRIPTORS);
    }

    @AfterEach
    void remove() {
        leave();
        network.close();
    }

    private void leave() {
        for (Socket socket : idle) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        idle.clear();
    }

    /** Connects until there is not even room in the system's queue any more. */
    private void crowd() throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), network.server().port());
        int refused = 0;
        for (int i = 0; i < CONNECTIONS && refused < ENOUGH_REFUSED; i++) {
            Socket socket = new Socket();
            try {
                socket.connect(server, CONNECT_MILLIS);
                idle.add(socket);
                refused = 0;
            } catch (SocketTimeoutException e) {
                socket.close();
                refused++;
            }
        }
        assertTrue(idle.size() > DESCRIPTORS / 2, () -> idle.size() + " connections are no crowd");
    }

    private Outcome backup() {
        return network.sandbox().here("backup", network.sandbox().source().toString());
    }

    @Test
    void aCrowdOfIdleConnectionsTakesNothingButTime() throws IOException {
        network.fill(2, 1 << 20);
        backup().expect(ExitCode.COMPLETE);
        long began = System.nanoTime();
        crowd();
        assertEquals(200, network.status("/health/live"), "silent connections make room");
        Outcome crowded = backup();
        long millis = (System.nanoTime() - began) / 1_000_000;
        System.out.println("DescriptorsTest: " + idle.size() + " idle connections, then " + crowded.code() + " after " + millis + " ms");
        crowded.expect(ExitCode.COMPLETE, ExitCode.UNREACHABLE, ExitCode.BUSY);
        leave();
        network.fill(2, 1 << 20);
        backup().expect(ExitCode.COMPLETE);
        assertTrue(network.server().process().isAlive());
        assertEquals(200, network.status("/health/live"));
        network.assertSaved(crowded.code() == 0 ? 3 : 2);
        network.assertNothingTwice();
    }
}
