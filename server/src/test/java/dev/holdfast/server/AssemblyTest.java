package dev.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Authenticator.Credentials;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.http.TokenTable;
import dev.holdfast.server.json.Json;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.work.ServerThreads;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as it is shipped: who may call what, and whether its description is true. */
class AssemblyTest {
    private static final int REACHED = 204;

    @TempDir
    private Path directory;

    private final StructuredLog log = StructuredLog.to(OutputStream.nullOutputStream(), Clock.system(), ServerThreads.virtual("log"));
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Route> routes = new ArrayList<>();
    private final TokenTable callers = TokenTable.of("t");

    @AfterEach
    void close() {
        client.close();
        log.close();
    }

    /** The shipped server whose operations do nothing, so that only what stands before them answers. */
    private final class Hollow implements Composition {
        @Override
        public List<Migration> migrations() {
            return new Assembly().migrations();
        }

        @Override
        public Parts compose(Foundation foundation) {
            Parts real = new Assembly().compose(foundation);
            List<ServerPart> parts = real.parts().stream()
                    .map(part -> new ServerPart(part.name(), part.routes().stream().map(this::hollow).toList(), part.checks(), () -> {}, part.stop()))
                    .toList();
            return new Parts(callers, real.requestsPerSecond(), parts);
        }

        private Route hollow(Route route) {
            routes.add(route);
            return new Route(
                    route.method(), route.path(), route.access(), route.lane(), route.body(), route.summary(), route.parameters(), route.answers(),
                    call -> Reply.empty(REACHED));
        }
    }

    private Server start(Composition composition) {
        return Server.start(ServerOptions.local(directory), composition, log, Clock.system(), Entropy.system());
    }

    private HttpRequest request(Server server, Route route, String token) {
        String path = route.path().replace("{tenant}", "t").replaceAll("\\{[a-z_]+(\\.\\.\\.)?}", "x");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.method(route.method().name(), BodyPublishers.noBody()).build();
    }

    @Test
    void everyOperationAdmitsExactlyWhomItSays() throws Exception {
        Set<String> tokens = new TreeSet<>(Set.of("", "wrong"));
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            tokens.addAll(Set.of(name, "t/" + name, "other/" + name));
            callers.add("other/" + name, new Caller(
                    Caller.Kind.TOKEN, name, name, role, Optional.of(new TenantName("other")), Optional.empty(), Optional.empty(), "127.0.0.1"));
        }
        try (Server server = start(new Hollow())) {
            for (Route route : routes) {
                for (String token : tokens) {
                    int status = client.send(request(server, route, token), BodyHandlers.discarding()).statusCode();
                    assertEquals(expected(route, token), status, route.method() + " " + route.path() + " as '" + token + "'");
                }
            }
        }
        assertTrue(routes.size() > 60, "only " + routes.size() + " operations");
    }

    private int expected(Route route, String token) {
        if (route.access() instanceof Access.Public) {
            return REACHED;
        }
        if (token.isEmpty() || token.equals("wrong")) {
            return 401;
        }
        Caller caller = callers.authenticate(new Credentials(Optional.of("Bearer " + token), Optional.empty(), Optional.empty(), Method.GET, ""));
        Optional<TenantName> tenant = route.path().contains("{tenant}") ? Optional.of(new TenantName("t")) : Optional.empty();
        return route.access().admits(caller, tenant) ? REACHED : 403;
    }

    @Test
    void nothingButSigningInAndTheServiceItselfIsOpenToAll() {
        start(new Hollow()).close();
        Set<String> open = new TreeSet<>();
        routes.stream().filter(route -> route.access() instanceof Access.Public).forEach(route -> open.add(route.method() + " " + route.path()));
        assertEquals(Set.of("POST /api/v1/session"), open);
    }

    @Test
    void theDescriptionHasEveryOperationAndNoOther() throws Exception {
        try (Server server = start(new Hollow())) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/openapi.json")).build();
            JsonNode document = Json.tree(client.send(request, BodyHandlers.ofByteArray()).body());
            Set<String> described = new TreeSet<>();
            document.get("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(
                    method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
            Set<String> served = new TreeSet<>(Set.of(
                    "GET /health/live", "GET /health/ready", "GET /metrics", "GET /openapi.json", "GET /api/v1/version",
                    "GET /api/v1/tenants/{tenant}/events"));
            routes.forEach(route -> served.add(route.method() + " " + route.path().replace("...}", "}")));
            assertEquals(served, described);
            requireEveryReferenceLeadsSomewhere(document, document);
        }
    }

    private static void requireEveryReferenceLeadsSomewhere(JsonNode node, JsonNode document) {
        if (node.has("$ref")) {
            String name = node.get("$ref").asText().replace("#/components/schemas/", "");
            JsonNode schema = document.get("components").get("schemas").get(name);
            assertFalse(schema == null || schema.isEmpty(), "no schema " + name);
        }
        node.forEach(child -> requireEveryReferenceLeadsSomewhere(child, document));
    }

    @Test
    void theFirstStartMakesATokenThatWorksAndLaterOnesKeepIt() throws Exception {
        String token;
        try (Server server = start(new Assembly())) {
            token = Files.readString(directory.resolve("admin-token")).strip();
            assertEquals(200, tenants(server, token).statusCode());
            assertEquals(401, tenants(server, token.substring(1)).statusCode());
        }
        try (Server server = start(new Assembly())) {
            assertEquals(token, Files.readString(directory.resolve("admin-token")).strip());
            assertEquals(200, tenants(server, token).statusCode());
        }
    }

    private HttpResponse<String> tenants(Server server, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/tenants")).header("Authorization", "Bearer " + token).build();
        return client.send(request, BodyHandlers.ofString());
    }
}
