package dev.holdfast.client.remote.transport;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** An answer's body in memory, no longer than its receiver can bear. */
final class LimitedBody implements BodySubscriber<byte[]> {
    private static final int FIRST_BYTES = 4 << 10;

    private final long limitBytes;
    private final Pace pace;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private byte[] bytes;
    private int length;
    private Flow.Subscription subscription = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    /** @param expectedBytes what the answer says of its length, or less */
    LimitedBody(long expectedBytes, long limitBytes, Pace pace) {
        this.limitBytes = limitBytes;
        this.pace = pace;
        this.bytes = new byte[(int) Math.clamp(expectedBytes, 0, Math.min(limitBytes, 64 << 20))];
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        int more = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
        if ((long) length + more > limitBytes) {
            fail(new HoldfastException(ErrorCode.LIMIT_EXCEEDED, "the server's answer is longer than " + limitBytes + " bytes"));
            return;
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(Math.max(FIRST_BYTES, 2L * length), length + more), Integer.MAX_VALUE - 8));
        }
        for (ByteBuffer buffer : buffers) {
            int count = buffer.remaining();
            buffer.get(bytes, length, count);
            length += count;
        }
        try {
            pace.take(more);
            subscription.request(1);
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(Exception failure) {
        subscription.cancel();
        body.completeExceptionally(failure);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
    }
}
