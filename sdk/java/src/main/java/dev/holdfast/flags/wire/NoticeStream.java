package dev.holdfast.flags.wire;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.guard.Guard;
import dev.holdfast.core.time.Clock;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Listens to a server. Thread-safe. */
public final class NoticeStream {
    private static final String PATH = "/flags/v1/events";

    private final FlagsHttp http;
    private final Clock clock;
    private final Duration silence;

    /** @param silence how long a server that lives says nothing at most */
    public NoticeStream(FlagsHttp http, Clock clock, Duration silence) {
        this.http = http;
        this.clock = clock;
        this.silence = silence;
    }

    /** Is told what comes. */
    public interface Listener {
        /** The server takes us for one who listens. */
        void opened();

        /** The server says something. Must not block. */
        void heard(Notice notice);
    }

    /**
     * How listening ended.
     *
     * @param notBefore how long the server does not want to be asked; zero if it did not say
     */
    public record End(String reason, Duration notBefore) {}

    /** Listens until the stream ends, whoever ends it. */
    public End listen(Optional<FlagsVersion> known, Listener listener) throws InterruptedException {
        Heard heard = new Heard(clock);
        CompletableFuture<HttpResponse<Void>> answer;
        try {
            HttpRequest.Builder request = http.request(PATH).header("Accept", "text/event-stream");
            known.ifPresent(version -> request.header(Guard.HEADER, version.toString()));
            answer = http.begin(request.build(), info -> body(info, heard, listener));
        } catch (RuntimeException e) {
            return new End("the stream cannot be asked for: " + FlagsHttp.said(e), Duration.ZERO);
        }
        try {
            return await(answer, heard);
        } finally {
            heard.cancel();
            answer.cancel(true);
        }
    }

    private static HttpResponse.BodySubscriber<Void> body(HttpResponse.ResponseInfo info, Heard heard, Listener listener) {
        heard.now();
        boolean isStream = info.statusCode() == 200
                && info.headers().firstValue("Content-Type").filter(type -> type.startsWith("text/event-stream")).isPresent();
        if (!isStream) {
            // Nobody waits for the rest of another answer: the connection is given up.
            return BodySubscribers.replacing(null);
        }
        listener.opened();
        Consumer<String> messages = message -> Notice.read(message).ifPresent(listener::heard);
        return new EventBody(new Events(messages), heard);
    }

    private End await(CompletableFuture<HttpResponse<Void>> answer, Heard heard) throws InterruptedException {
        while (true) {
            long left = silence.toNanos() - heard.agoNanos();
            if (left <= 0) {
                return new End("the server said nothing for " + silence.toMillis() + " ms", Duration.ZERO);
            }
            try {
                HttpResponse<Void> response = answer.get(left, TimeUnit.NANOSECONDS);
                String reason = response.statusCode() == 200 ? "the stream ended" : "the server answered " + response.statusCode() + " instead of a stream";
                return new End(reason, RetryAfter.of(response, clock.now()));
            } catch (TimeoutException e) {
                // It may have said something meanwhile.
            } catch (ExecutionException e) {
                return new End("the stream broke: " + FlagsHttp.said(e), Duration.ZERO);
            }
        }
    }
}
