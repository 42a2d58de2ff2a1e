package dev.holdfast.client.remote.transport;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** Stored bytes on their way to the server, in blocks that are read when the connection has room for them. */
final class StoredBody implements BodyPublisher {
    private static final int BLOCK_BYTES = 256 << 10;

    private final Payload.Stored stored;
    private final Pace pace;
    private final Executor executor;

    StoredBody(Payload.Stored stored, Pace pace, Executor executor) {
        this.stored = stored;
        this.pace = pace;
        this.executor = executor;
    }

    @Override
    public long contentLength() {
        return stored.lengthBytes();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Feeding(subscriber));
    }

    /** One attempt. Reading and waiting happen on a thread of their own, because requests for more come from the connection's. */
    private final class Feeding implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong wanted = new AtomicLong();
        private long position;
        private volatile boolean ended;

        Feeding(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long blocks) {
            if (wanted.getAndAdd(blocks) == 0) {
                executor.execute(this::feed);
            }
        }

        private void feed() {
            try {
                do {
                    next();
                } while (wanted.decrementAndGet() > 0);
            } catch (IOException | RuntimeException e) {
                ended = true;
                subscriber.onError(e);
            }
        }

        private void next() throws IOException {
            if (ended) {
                return;
            }
            int length = (int) Math.min(BLOCK_BYTES, stored.lengthBytes() - position);
            ByteBuffer block = ByteBuffer.allocate(length);
            stored.source().read(block, position);
            pace.take(length);
            position += length;
            subscriber.onNext(block.flip());
            if (position == stored.lengthBytes()) {
                ended = true;
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            ended = true;
        }
    }
}
