package dev.holdfast.client.remote.transport;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Sends a request once. */
final class Exchange implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final long ERROR_LIMIT_BYTES = 256 << 10;
    private static final long ASKED_FROM_BYTES = 256 << 10;

    static {
        // The platform's client sends some requests again by itself, past breaker and budget. It reads these when it is first used.
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
        System.setProperty("jdk.httpclient.disableRetryConnect", "true");
    }

    private final HttpClient client;
    private final Executor executor;
    private final Pace upload;
    private final Pace download;

    Exchange(ServerTrust trust, Pace upload, Pace download, ThreadFactory threads) {
        this.executor = task -> threads.newThread(task).start();
        this.upload = upload;
        this.download = download;
        this.client = HttpClient.newBuilder()
                // One connection for each request on its way carries packs faster than streams that share one connection's windows.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_LIMIT)
                .sslContext(TrustCheck.context(trust))
                .executor(executor)
                .build();
    }

    Outcome send(HttpRequest.Builder builder, Request request, long deadlineMillis) {
        HttpRequest ready = builder.method(request.method(), publisher(request.payload()))
                .expectContinue(isLong(request.payload()))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(ready, info -> new LimitedBody(
                        info.headers().firstValueAsLong("content-length").orElse(0),
                        info.statusCode() < 400 ? request.limits().answerBytes() : ERROR_LIMIT_BYTES,
                        download));
        try {
            return new Outcome.Answered(answer.get(deadlineMillis, TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Outcome.Unknown(new HttpTimeoutException("no answer within " + deadlineMillis + " ms"));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.INTERRUPTED, "interrupted while waiting for the server", e);
        }
    }

    /**
     * Whether the server is asked before the body is sent. One that has too much to do answers without reading a body and closes the
     * connection; to a sender that is still writing, that would look like a failure of the network. It costs one way there and back.
     */
    private static boolean isLong(Payload payload) {
        return payload.lengthBytes() >= ASKED_FROM_BYTES;
    }

    private BodyPublisher publisher(Payload payload) {
        return switch (payload) {
            case Payload.None _ -> BodyPublishers.noBody();
            case Payload.Bytes bytes when !upload.isLimited() -> BodyPublishers.ofByteArray(bytes.content());
            case Payload.Bytes bytes -> new StoredBody(
                    new Payload.Stored(bytes.lengthBytes(), (target, position) -> target.put(bytes.content(), (int) position, target.remaining())),
                    upload,
                    executor);
            case Payload.Stored stored -> new StoredBody(stored, upload, executor);
        };
    }

    private static Outcome failed(Throwable cause) {
        HoldfastException own = find(cause, HoldfastException.class);
        if (own != null) {
            throw own;
        }
        if (!(cause instanceof IOException)) {
            throw new HoldfastException(ErrorCode.INTERNAL, "sending a request failed: " + cause, cause);
        }
        boolean notSent = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof SSLHandshakeException;
        return notSent ? new Outcome.NotSent(cause) : new Outcome.Unknown(cause);
    }

    /** The first of that kind among a failure and its causes. */
    static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> kind) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return kind.cast(at);
            }
        }
        return null;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
