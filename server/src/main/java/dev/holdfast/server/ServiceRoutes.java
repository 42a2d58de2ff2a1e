package dev.holdfast.server;

import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import java.util.List;

/** What anybody may know about the service. */
final class ServiceRoutes {
    private static final int API = 1;

    private ServiceRoutes() {}

    /**
     * Who answers.
     *
     * @param version of the program
     * @param api of the API
     */
    public record About(String version, int api) {}

    static List<Route> of(String version) {
        return List.of(Route.of(Method.GET, "/api/v1/version", new Access.Public(), "Gives the versions of program and API.")
                .lane(Lane.VITAL)
                .answers(Answer.json(200, "the versions", About.class))
                .handle(call -> Reply.json(new About(version, API))));
    }
}
