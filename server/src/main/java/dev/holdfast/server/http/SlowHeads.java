package dev.holdfast.server.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which the head of a request arrives letter by letter: bytes came, no head was completed, and none is being answered.
 * Waiting connections that say nothing are left to the idle timeout. Thread-safe.
 */
final class SlowHeads implements Connection.Listener {
    private final Scheduler scheduler;
    private final long periodMillis;

    /** {@code periodMillis} is how long a head may take, give or take as much again. */
    SlowHeads(Scheduler scheduler, long periodMillis) {
        this.scheduler = scheduler;
        this.periodMillis = periodMillis;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection) {
            scheduler.schedule(() -> look(connection, 0, 0), periodMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void look(Connection connection, long bytesBefore, long messagesBefore) {
        if (!connection.getEndPoint().isOpen()) {
            return;
        }
        long bytes = connection.getBytesIn();
        long messages = connection.getMessagesIn();
        boolean answering = messages > connection.getMessagesOut();
        if (bytes > bytesBefore && messages == messagesBefore && !answering) {
            connection.getEndPoint().close();
        } else {
            scheduler.schedule(() -> look(connection, bytes, messages), periodMillis, TimeUnit.MILLISECONDS);
        }
    }
}
