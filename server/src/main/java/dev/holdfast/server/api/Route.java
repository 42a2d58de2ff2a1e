package dev.holdfast.server.api;

import java.util.ArrayList;
import java.util.List;

/**
 * One operation of the server.
 *
 * @param path with {@code {name}} for each variable segment; the last may be {@code {name...}} and takes the rest
 * @param access who may call it
 * @param origins whose pages may call it
 * @param lane which capacity it draws on
 * @param body what it takes
 * @param summary one sentence for the OpenAPI document
 * @param parameters what it takes besides path and body
 * @param answers what it gives when it succeeds
 * @param handler its code
 */
public record Route(
        Method method,
        String path,
        Access access,
        Origins origins,
        Lane lane,
        BodyRule body,
        String summary,
        List<Parameter> parameters,
        List<Answer> answers,
        Handler handler) {
    public Route {
        parameters = List.copyOf(parameters);
        answers = List.copyOf(answers);
        if (!path.startsWith("/") || summary.isBlank() || answers.isEmpty()) {
            throw new IllegalArgumentException("route " + method + " " + path + " lacks a path, a summary or an answer");
        }
        if (access instanceof Access.InTenant && !path.contains("{tenant}")) {
            throw new IllegalArgumentException("route " + method + " " + path + " is for members of a tenant and names none");
        }
    }

    /** The same operation with other code. */
    public Route handledBy(Handler other) {
        return new Route(method, path, access, origins, lane, body, summary, parameters, answers, other);
    }

    /** Begins a route; {@link Draft#handle} ends it. */
    public static Draft of(Method method, String path, Access access, String summary) {
        return new Draft(method, path, access, summary);
    }

    /** A route that is being written down. Belongs to one thread. */
    public static final class Draft {
        private final Method method;
        private final String path;
        private final Access access;
        private final String summary;
        private final List<Parameter> parameters = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();
        private Origins origins = Origins.OWN;
        private Lane lane = Lane.CONTROL;
        private BodyRule body = BodyRule.NONE;

        private Draft(Method method, String path, Access access, String summary) {
            this.method = method;
            this.path = path;
            this.access = access;
            this.summary = summary;
        }

        public Draft origins(Origins which) {
            origins = which;
            return this;
        }

        public Draft lane(Lane which) {
            lane = which;
            return this;
        }

        public Draft takes(BodyRule rule) {
            body = rule;
            return this;
        }

        public Draft query(String name, String meaning) {
            parameters.add(new Parameter(Parameter.Place.QUERY, name, meaning));
            return this;
        }

        public Draft header(String name, String meaning) {
            parameters.add(new Parameter(Parameter.Place.HEADER, name, meaning));
            return this;
        }

        public Draft answers(Answer answer) {
            answers.add(answer);
            return this;
        }

        public Route handle(Handler handler) {
            return new Route(method, path, access, origins, lane, body, summary, parameters, answers, handler);
        }
    }
}
