package dev.holdfast.server.http;

import dev.holdfast.server.api.Outlet;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The outlet of an answer that stays open. It ends once, however often it is ended or lost. Thread-safe. */
final class LastingAnswer implements Outlet {
    private final Response response;
    private final Callback over;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /** {@code over} is told how it ended. */
    LastingAnswer(Response response, Callback over) {
        this.response = response;
        this.over = over;
    }

    @Override
    public void send(byte[] bytes, Progress progress) {
        response.write(false, ByteBuffer.wrap(bytes), Callback.from(progress::sent, failure -> {
            fail(failure);
            progress.lost();
        }));
    }

    /** Breaks it off. */
    void fail(Throwable reason) {
        if (open.compareAndSet(true, false)) {
            over.failed(reason);
        }
    }

    @Override
    public void end() {
        if (open.compareAndSet(true, false)) {
            over.succeeded();
        }
    }
}
