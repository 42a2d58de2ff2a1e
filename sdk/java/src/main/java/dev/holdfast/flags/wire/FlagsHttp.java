package dev.holdfast.flags.wire;

import dev.holdfast.flags.work.FlagThreads;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The connections to one server. Follows no redirection: what it sends belongs to the server that was named. Thread-safe. */
public final class FlagsHttp implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    private final Endpoint endpoint;
    private final ExecutorService executor = FlagThreads.requests();
    private final HttpClient client;

    public FlagsHttp(Endpoint endpoint) {
        this.endpoint = endpoint;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(TO_CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor);
        // Over TLS both sides agree on HTTP/2 without a question more.
        if ("http".equals(endpoint.address().getScheme())) {
            builder.version(HttpClient.Version.HTTP_1_1);
        }
        endpoint.tls().ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** The beginning of a request. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(endpoint.at(path));
        String token = endpoint.token().get();
        return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
    }

    <T> CompletableFuture<HttpResponse<T>> begin(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        return client.sendAsync(request, handler);
    }

    /**
     * Waits for the whole answer, body included, which the timeout of a request would not.
     *
     * @throws IOException if it does not come, or not in time
     */
    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler, Duration patience) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = begin(request, handler);
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("there was no whole answer within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(said(e), e);
        } finally {
            answer.cancel(true);
        }
    }

    /** What a failure says of itself; those of connections often say nothing. */
    static String said(Throwable failure) {
        Throwable cause = failure.getCause();
        Throwable told = failure instanceof ExecutionException && cause != null ? cause : failure;
        String message = told.getMessage();
        return message == null || message.isBlank() ? told.getClass().getSimpleName() : message;
    }

    /** Ends every request at once. */
    @Override
    public void close() {
        client.shutdownNow();
        executor.shutdownNow();
    }
}
