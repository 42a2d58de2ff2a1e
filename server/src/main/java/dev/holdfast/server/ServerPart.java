package dev.holdfast.server;

import dev.holdfast.server.api.Route;
import dev.holdfast.server.telemetry.HealthCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * One subject of the server, as the server sees it: what it serves, what must be well, and what runs beside requests.
 *
 * @param name for the log
 * @param routes its operations
 * @param checks its conditions of being ready
 * @param start begins what runs beside requests; called once, before the first request
 * @param stop ends it; called once, after the last request, in the reverse order of starting
 */
public record ServerPart(String name, List<Route> routes, List<HealthCheck> checks, Runnable start, Runnable stop) {
    public ServerPart {
        routes = List.copyOf(routes);
        checks = List.copyOf(checks);
    }

    /** A subject that only answers. */
    public static ServerPart of(String name, List<Route> routes) {
        return new ServerPart(name, routes, List.of(), () -> {}, () -> {});
    }

    /** The same with one more check. */
    public ServerPart check(HealthCheck check) {
        List<HealthCheck> more = new ArrayList<>(checks);
        more.add(check);
        return new ServerPart(name, routes, more, start, stop);
    }

    /** The same with something that begins with the server. */
    public ServerPart onStart(Runnable task) {
        return new ServerPart(name, routes, checks, task, stop);
    }

    /** The same with something that ends with the server. */
    public ServerPart onStop(Runnable task) {
        return new ServerPart(name, routes, checks, start, task);
    }
}
