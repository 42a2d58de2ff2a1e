package dev.holdfast.server.http;

import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Authenticator;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.telemetry.RequestObserver;
import java.util.List;

/**
 * What a host serves, and with what.
 *
 * @param routes every operation
 * @param authenticator who finds out who asks
 * @param pages what is served where there is no route
 * @param observer who is told of requests
 * @param kept answers that outlive the process
 * @param clock measures
 * @param entropy makes the ids of requests
 */
public record HttpService(
        List<Route> routes,
        Authenticator authenticator,
        Pages pages,
        RequestObserver observer,
        KeptAnswers kept,
        Clock clock,
        Entropy entropy) {
    public HttpService {
        routes = List.copyOf(routes);
    }

    /** A service of these operations alone, on the machine's own clock. */
    public static HttpService of(List<Route> routes, Authenticator authenticator) {
        return new HttpService(
                routes, authenticator, Pages.none(), RequestObserver.none(), KeptAnswers.none(), Clock.system(), Entropy.system());
    }

    /** The same with pages beside the operations. */
    public HttpService with(Pages other) {
        return new HttpService(routes, authenticator, other, observer, kept, clock, entropy);
    }

    /** The same, told to somebody. */
    public HttpService with(RequestObserver other) {
        return new HttpService(routes, authenticator, pages, other, kept, clock, entropy);
    }
}
