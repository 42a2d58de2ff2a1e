package dev.holdfast.flags.wire;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The body of a stream as it comes. */
final class EventBody implements HttpResponse.BodySubscriber<Void> {
    private final Events events;
    private final Heard heard;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    EventBody(Events events, Heard heard) {
        this.events = events;
        this.heard = heard;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        heard.begin(subscription);
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        heard.now();
        buffers.forEach(events::take);
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
