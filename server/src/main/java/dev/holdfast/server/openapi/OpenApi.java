package dev.holdfast.server.openapi;

import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Parameter;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes routes down as an OpenAPI document. */
public final class OpenApi {
    private final Schemas schemas = new Schemas();
    private final Class<? extends Record> errorType;

    private OpenApi(Class<? extends Record> errorType) {
        this.errorType = errorType;
    }

    /** The document of these routes; {@code errorType} is the body of every failure. */
    public static Map<String, Object> document(List<Route> routes, String version, Class<? extends Record> errorType) {
        OpenApi writer = new OpenApi(errorType);
        Map<String, Object> paths = writer.paths(routes);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Holdfast server", "version", version, "license", Map.of("name", "Apache-2.0", "identifier", "Apache-2.0")));
        document.put("paths", paths);
        document.put("components", Map.of("schemas", writer.schemas.all(), "securitySchemes", securitySchemes()));
        return document;
    }

    /** The route that serves the document of all other routes and of itself. */
    public static Route route(List<Route> others, String version, Class<? extends Record> errorType) {
        Route.Draft draft = Route.of(Method.GET, "/openapi.json", new Access.Public(), "Gives this document.")
                .lane(Lane.VITAL)
                .answers(Answer.bytes(200, "the document", "application/json"));
        Route listed = draft.handle(call -> Reply.empty(204));
        byte[] document = Json.bytes(document(Stream.concat(others.stream(), Stream.of(listed)).toList(), version, errorType));
        return draft.handle(call -> Reply.bytes("application/json", document));
    }

    private static Map<String, Object> securitySchemes() {
        return Map.of(
                "token", Map.of("type", "http", "scheme", "bearer", "description", "a token: hf_<id>_<secret>"),
                "cookie", Map.of("type", "apiKey", "in", "cookie", "name", "holdfast_session", "description", "the console's sign-in; changes also need X-CSRF-Token"));
    }

    private Map<String, Object> paths(List<Route> routes) {
        Map<String, Object> paths = new TreeMap<>();
        Map<String, Map<String, Object>> byPath = new TreeMap<>();
        for (Route route : routes) {
            byPath.computeIfAbsent(route.path().replace("...}", "}"), path -> new TreeMap<>())
                    .put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        paths.putAll(byPath);
        return paths;
    }

    private Map<String, Object> operation(Route route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", operationId(route));
        operation.put("summary", route.summary());
        operation.put("description", admits(route.access()));
        operation.put("parameters", parameters(route));
        if (route.body().form() != BodyRule.Form.NONE) {
            operation.put("requestBody", Map.of("required", true, "content", content(route.body())));
        }
        operation.put("responses", responses(route));
        boolean open = route.access() instanceof Access.Public;
        operation.put("security", open ? List.of() : List.of(Map.of("token", List.of()), Map.of("cookie", List.of())));
        return operation;
    }

    private static String operationId(Route route) {
        String path = route.path().replace("/api/v1", "").replaceAll("[{}.]", "").replace("/", "-").replaceAll("^-|-$", "");
        return route.method().name().toLowerCase(Locale.ROOT) + (path.isEmpty() ? "" : "-" + path);
    }

    private static String admits(Access access) {
        return switch (access) {
            case Access.Public open -> "For everybody.";
            case Access.SignedIn known -> "For everybody who is known.";
            case Access.InAnyTenant any -> "For everybody who is known as " + names(any.roles()) + ".";
            case Access.ServerWide all -> "For those who belong to all tenants, as " + names(all.roles()) + ".";
            case Access.InTenant one -> "For those who belong to the tenant or to all, as " + names(one.roles()) + ".";
        };
    }

    private static String names(Set<Role> roles) {
        return String.join(", ", roles.stream().sorted().map(role -> role.name().toLowerCase(Locale.ROOT)).toList());
    }

    private static List<Object> parameters(Route route) {
        List<Object> parameters = new ArrayList<>();
        for (String segment : route.path().split("/")) {
            if (segment.startsWith("{")) {
                String name = segment.replaceAll("[{}.]", "");
                parameters.add(Map.of("name", name, "in", "path", "required", true, "schema", Map.of("type", "string")));
            }
        }
        for (Parameter parameter : route.parameters()) {
            parameters.add(Map.of(
                    "name", parameter.name(),
                    "in", parameter.place().name().toLowerCase(Locale.ROOT),
                    "required", false,
                    "description", parameter.meaning(),
                    "schema", Map.of("type", "string")));
        }
        return parameters;
    }

    private Map<String, Object> content(BodyRule body) {
        return body.form() == BodyRule.Form.JSON
                ? Map.of("application/json", Map.of("schema", schemas.of(body.type())))
                : Map.of("application/octet-stream", Map.of("schema", Map.of("type", "string", "format", "binary", "maxLength", body.limitBytes())));
    }

    private Map<String, Object> responses(Route route) {
        Map<String, Object> responses = new TreeMap<>();
        for (Answer answer : route.answers()) {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("description", answer.meaning());
            if (!answer.mediaType().isEmpty()) {
                response.put("content", Map.of(answer.mediaType(), Map.of("schema", bodySchema(answer))));
            }
            responses.put(String.valueOf(answer.status()), response);
        }
        responses.put("default", Map.of(
                "description", "a failure", "content", Map.of("application/json", Map.of("schema", schemas.of(errorType)))));
        return responses;
    }

    private Map<String, Object> bodySchema(Answer answer) {
        if (answer.type() != Void.class) {
            return schemas.of(answer.type());
        }
        boolean json = answer.mediaType().equals("application/json");
        return json ? Map.of("type", "object") : Map.of("type", "string", "format", "binary");
    }
}
