package dev.holdfast.client.remote.transport;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;

/**
 * The way to one server. {@link #send} returns what the server answered, after as many attempts as it takes and patience allows.
 * Thread-safe.
 */
public final class Transport implements AutoCloseable {
    private static final long MILLIS = 1_000_000;
    private static final int SPAN_BYTES = 8;

    private final Settings settings;
    private final Means means;
    private final Exchange exchange;
    private final Backoff backoff;
    private final Breaker breaker = new Breaker();
    private final RetryBudget budget;
    private final CountDownLatch hurried = new CountDownLatch(1);
    private final LongAdder requests = new LongAdder();
    private final LongAdder attempts = new LongAdder();
    private final String trace;
    private volatile boolean hasAnswered;

    /**
     * Which server, and as whom.
     *
     * @param token empty for what everybody may ask
     */
    public record Settings(ServerAddress address, Optional<AccessToken> token, ServerTrust trust, Patience patience) {}

    /**
     * What a transport works with.
     *
     * @param upload the limit on what is sent
     * @param download the limit on what is received
     * @param threads makes many short-lived threads, so they should be light ones
     */
    public record Means(Clock clock, Entropy entropy, Pause pause, Pace upload, Pace download, ThreadFactory threads) {
        /** The machine's own, without limits. */
        public static Means of(Clock clock, Entropy entropy, ThreadFactory threads) {
            Pace free = Pace.of(0, clock, Pause.real());
            return new Means(clock, entropy, Pause.real(), free, free, threads);
        }
    }

    public Transport(Settings settings, Means means) {
        this.settings = settings;
        this.means = means;
        this.exchange = new Exchange(settings.trust(), means.upload(), means.download(), means.threads());
        this.backoff = new Backoff(means.entropy());
        this.budget = new RetryBudget(means.clock().monotonicNanos());
        this.trace = means.entropy().id().toString();
    }

    public ServerAddress address() {
        return settings.address();
    }

    /** Requests so far. */
    public long requests() {
        return requests.sum();
    }

    /** Attempts so far, which are more if some had to be repeated. */
    public long attempts() {
        return attempts.sum();
    }

    /** From now on nothing is waited for or tried again: whoever waits for the command wants to leave. */
    public void hurry() {
        hurried.countDown();
    }

    /**
     * Sends a request.
     *
     * @throws HoldfastException what the server says went wrong, unless the request expects that status; {@code SERVER_UNREACHABLE}, {@code
     *     OUTCOME_UNKNOWN} or {@code CERTIFICATE_UNTRUSTED} if it says nothing
     */
    public Response send(Request request) {
        requests.increment();
        long began = means.clock().monotonicNanos();
        Trial trial = new Trial(settings, request, means.entropy().id(), trace);
        for (int attempt = 1; ; attempt++) {
            awaitBreaker(trial, began);
            Step step = judge(request, trial, attempt(request, trial), attempt);
            if (step instanceof Step.Done done) {
                return done.response();
            }
            Step.Again again = (Step.Again) step;
            long wait = Math.max(again.waitNanos(), budget.take(means.clock().monotonicNanos()));
            if (leftNanos(began) <= wait || hurried.getCount() == 0) {
                budget.giveBack();
                throw again.failure();
            }
            pause(wait);
        }
    }

    /** What follows from an attempt. */
    private sealed interface Step {
        record Done(Response response) implements Step {}

        record Again(long waitNanos, HoldfastException failure) implements Step {}
    }

    private Outcome attempt(Request request, Trial trial) {
        attempts.increment();
        long deadlineMillis = request.limits().deadlineMillis()
                + means.upload().millisFor(request.payload().lengthBytes())
                + means.download().millisFor(Math.min(request.limits().answerBytes(), 64 << 20));
        String span = HexFormat.of().formatHex(means.entropy().bytes(SPAN_BYTES));
        try {
            return exchange.send(trial.next(deadlineMillis, span), request, deadlineMillis);
        } catch (HoldfastException e) {
            breaker.released();
            throw e;
        }
    }

    private Step judge(Request request, Trial trial, Outcome outcome, int attempt) {
        long wait = backoff.nanos(attempt - 1);
        return switch (outcome) {
            case Outcome.Answered answered -> answered(request, answered.response(), attempt, wait);
            case Outcome.NotSent failed -> {
                HoldfastException failure = trial.unreachable(failed.cause());
                if (failure.code() == ErrorCode.CERTIFICATE_UNTRUSTED) {
                    breaker.released();
                    throw failure;
                }
                yield silent(failure, wait);
            }
            case Outcome.Unknown failed -> {
                if (request.repetition() == Request.Repetition.HARMFUL) {
                    breaker.released();
                    throw trial.unknown(failed.cause());
                }
                yield silent(trial.unreachable(failed.cause()), wait);
            }
        };
    }

    private Step silent(HoldfastException failure, long wait) {
        // Many requests may fall silent at once; the breaker's own count says how long it has lasted.
        breaker.silent(means.clock().monotonicNanos(), Math.max(wait, backoff.nanos(Math.min(breaker.silences(), 6))));
        return new Step.Again(wait, failure);
    }

    private Step answered(Request request, HttpResponse<byte[]> answer, int attempt, long wait) {
        breaker.answered();
        if (attempt == 1) {
            budget.earn();
        }
        hasAnswered = true;
        int status = answer.statusCode();
        if (status < 400 && status != 205 || request.expected().contains(status)) {
            return new Step.Done(new Response(status, answer.headers(), answer.body(), attempt));
        }
        HoldfastException failure = ErrorAnswer.of(request, answer);
        boolean busy = status == 429 || status == 503 || failure.code() == ErrorCode.STORE_BUSY;
        if (!busy) {
            throw failure;
        }
        // Many are told the same number; they should not all come back in the same moment.
        return new Step.Again(wait + retryAfterNanos(answer), failure);
    }

    private static long retryAfterNanos(HttpResponse<byte[]> answer) {
        String seconds = answer.headers().firstValue("retry-after").orElse("");
        return seconds.matches("[0-9]{1,6}") ? Long.parseLong(seconds) * 1000 * MILLIS : 0;
    }

    private void awaitBreaker(Trial trial, long began) {
        long delay = breaker.delay(means.clock().monotonicNanos());
        while (delay > 0) {
            if (leftNanos(began) < delay || hurried.getCount() == 0) {
                throw trial.unreachable(new ConnectException("it has been silent for a while"));
            }
            pause(delay);
            delay = breaker.delay(means.clock().monotonicNanos());
        }
    }

    private long leftNanos(long began) {
        Patience patience = settings.patience();
        long most = hasAnswered ? patience.laterMillis() : patience.beforeFirstMillis();
        return most * MILLIS - (means.clock().monotonicNanos() - began);
    }

    private void pause(long nanos) {
        try {
            means.pause().await(nanos, hurried);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.INTERRUPTED, "interrupted while waiting for the server", e);
        }
    }

    @Override
    public void close() {
        hurry();
        exchange.close();
    }
}
