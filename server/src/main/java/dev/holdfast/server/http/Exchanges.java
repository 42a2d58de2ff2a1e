package dev.holdfast.server.http;

import dev.holdfast.server.api.Lane;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Makes exchanges of requests, each on the thread that it needs. Thread-safe. */
final class Exchanges extends Handler.Abstract {
    private final HostParts parts;
    private final HostOptions.Threads which;
    private final Executor threads;
    /** What the paths of instant operations begin with. */
    private final List<String> instant;

    private Exchanges(InvocationType type, HostParts parts, HostOptions.Threads which, Executor threads) {
        super(type);
        this.parts = parts;
        this.which = which;
        this.threads = threads;
        this.instant = parts.service().routes().stream()
                .filter(route -> route.lane() == Lane.INSTANT)
                .map(route -> route.path().replaceFirst("\\{.*", ""))
                .distinct()
                .toList();
    }

    /** {@code threads} run what may wait. */
    static Exchanges of(HostParts parts, HostOptions options, Executor threads) {
        InvocationType type =
                switch (options.threads()) {
                    case EACH_REQUEST -> InvocationType.BLOCKING;
                    case INSTANT_AT_ONCE -> InvocationType.NON_BLOCKING;
                };
        return new Exchanges(type, parts, options.threads(), threads);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        switch (which) {
            case EACH_REQUEST -> new Exchange(parts, request, response, threads).run(EarlyBody.UNREAD, callback);
            case INSTANT_AT_ONCE -> {
                if (isInstant(request)) {
                    atOnce(request, response, callback);
                } else {
                    threads.execute(() -> new Exchange(parts, request, response, threads).run(EarlyBody.UNREAD, callback));
                }
            }
        }
        return true;
    }

    private void atOnce(Request request, Response response, Callback callback) {
        EarlyBody body = EarlyBody.of(request);
        Exchange exchange = new Exchange(parts, request, response, threads);
        switch (body.rest()) {
            case NONE -> exchange.runAtOnce(body, callback);
            case TO_COME -> threads.execute(() -> exchange.run(body, callback));
        }
    }

    /** Whether it looks like it; the exchange finds out for certain. */
    private boolean isInstant(Request request) {
        String path = request.getHttpURI().getPath();
        return instant.stream().anyMatch(path::startsWith);
    }
}
