package dev.holdfast.server.http;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All routes, by the segments of their paths. A literal segment goes before a variable. Immutable once made. */
final class RouteTree {
    private final Node root = new Node();
    private final IdentityHashMap<Route, List<String>> templates = new IdentityHashMap<>();

    /** What a method and path lead to. */
    sealed interface Match {
        /** A route, and its variables by name. */
        record Found(Route route, Map<String, String> variables) implements Match {}

        /** The path exists, but not for this method. */
        record WrongMethod(Set<Method> allowed) implements Match {}

        /** There is no such path. */
        record Nothing() implements Match {}
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<Method, Route> here = new EnumMap<>(Method.class);
        private final Map<Method, Route> rest = new EnumMap<>(Method.class);
        private @Nullable Node variable;
    }

    RouteTree(Collection<Route> routes) {
        routes.forEach(this::add);
    }

    private void add(Route route) {
        Node node = root;
        List<String> template = template(route);
        templates.put(route, template);
        for (String segment : template) {
            if (segment.endsWith("...}")) {
                put(node.rest, route);
                return;
            }
            node = isVariable(segment) ? variableOf(node) : node.literals.computeIfAbsent(segment, literal -> new Node());
        }
        put(node.here, route);
    }

    private static Node variableOf(Node node) {
        Node variable = node.variable == null ? new Node() : node.variable;
        node.variable = variable;
        return variable;
    }

    private static void put(Map<Method, Route> routes, Route route) {
        if (routes.put(route.method(), route) != null) {
            throw new IllegalArgumentException("two routes for " + route.method() + " " + route.path());
        }
    }

    static List<String> template(Route route) {
        return route.path().length() == 1 ? List.of() : List.of(route.path().substring(1).split("/"));
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    Match match(Method method, List<String> segments) {
        Set<Method> allowed = EnumSet.noneOf(Method.class);
        Route route = find(root, method, segments, 0, allowed);
        if (route != null) {
            return new Match.Found(route, variables(route, segments));
        }
        return allowed.isEmpty() ? new Match.Nothing() : new Match.WrongMethod(allowed);
    }

    private @Nullable Route find(Node node, Method method, List<String> segments, int at, Set<Method> allowed) {
        if (at == segments.size()) {
            return pick(node.here, method, allowed);
        }
        Node literal = node.literals.get(segments.get(at));
        Route found = literal == null ? null : find(literal, method, segments, at + 1, allowed);
        if (found == null && node.variable != null) {
            found = find(node.variable, method, segments, at + 1, allowed);
        }
        return found == null ? pick(node.rest, method, allowed) : found;
    }

    private static @Nullable Route pick(Map<Method, Route> routes, Method method, Set<Method> allowed) {
        allowed.addAll(routes.keySet());
        if (routes.containsKey(Method.GET)) {
            allowed.add(Method.HEAD);
        }
        Route exact = routes.get(method);
        return exact == null && method == Method.HEAD ? routes.get(Method.GET) : exact;
    }

    private Map<String, String> variables(Route route, List<String> segments) {
        if (route.path().indexOf('{') < 0) {
            return Map.of();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> template = templates.getOrDefault(route, List.of());
        for (int i = 0; i < template.size(); i++) {
            String segment = template.get(i);
            if (segment.endsWith("...}")) {
                variables.put(segment.substring(1, segment.length() - 4), joined(segments.subList(i, segments.size())));
            } else if (isVariable(segment)) {
                variables.put(segment.substring(1, segment.length() - 1), segments.get(i));
            }
        }
        return variables;
    }

    private static String joined(List<String> segments) {
        List<String> parts = new ArrayList<>(segments);
        if (parts.stream().anyMatch(part -> part.contains("/"))) {
            throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "a name in the path of the address contains an encoded '/'", "send it as it is");
        }
        return String.join("/", parts);
    }
}
