package dev.holdfast.server.http;

import java.io.IOException;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Accepts connections through a door. */
final class PacedConnector extends ServerConnector {
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 2;

    private final Door door;

    PacedConnector(Server server, Door door, ConnectionFactory... factories) {
        super(server, ACCEPTORS, SELECTORS, factories);
        this.door = door;
    }

    @Override
    public void accept(int acceptor) throws IOException {
        door.await();
        super.accept(acceptor);
    }
}
