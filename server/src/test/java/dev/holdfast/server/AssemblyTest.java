package dev.holdfast.server;

import static dev.holdfast.server.fixture.ShippedServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Authenticator.Credentials;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.fixture.SampleRecords;
import dev.holdfast.server.fixture.SchemaCheck;
import dev.holdfast.server.fixture.ShippedServer;
import dev.holdfast.server.http.TokenTable;
import dev.holdfast.server.json.Json;
import dev.holdfast.server.tenant.TenantName;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as it is shipped: who may call what, and whether its description is true. */
class AssemblyTest {
    private static final int REACHED = 204;

    @TempDir
    private Path directory;

    private final List<Route> routes = new ArrayList<>();
    private final TokenTable callers = TokenTable.of("t");

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
            return route.handledBy(call -> Reply.empty(REACHED));
        }
    }

    private ShippedServer start(Composition composition) {
        return ShippedServer.start(directory, composition);
    }

    /** Somebody's question, and what comes of it. */
    private record Asked(String token, CompletableFuture<Integer> status) {}

    private CompletableFuture<Integer> status(ShippedServer server, Route route, String token) {
        String path = route.path().replace("{tenant}", "t").replaceAll("\\{[a-z_]+(\\.\\.\\.)?}", "x");
        HttpRequest request = server.request(token, path).method(route.method().name(), BodyPublishers.noBody()).build();
        return server.client().sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
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
        try (ShippedServer server = start(new Hollow())) {
            for (Route route : routes) {
                List<Asked> all = tokens.stream().map(token -> new Asked(token, status(server, route, token))).toList();
                for (Asked one : all) {
                    assertEquals(expected(route, one.token()), one.status().get(), route.method() + " " + route.path() + " as '" + one.token() + "'");
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
        // Evaluation and what is reported of it are open by their routes, because an environment may be; FlagPartsTest shows whom the others turn away.
        Set<String> expected = new TreeSet<>(Set.of("POST /api/v1/session"));
        for (String prefix : List.of("", "/flags/{project}/{environment}")) {
            expected.add("POST " + prefix + "/ofrep/v1/evaluate/flags");
            expected.add("POST " + prefix + "/ofrep/v1/evaluate/flags/{key...}");
            expected.add("POST " + prefix + "/flags/v1/exposures");
            expected.add("POST " + prefix + "/flags/v1/metrics");
            expected.add("GET " + prefix + "/flags/v1/events");
            expected.add("GET " + prefix + "/flags/v1/version");
            expected.add("GET " + prefix + "/flags/v1/decisions/{version}/{context}");
        }
        assertEquals(expected, open);
    }

    @Test
    void theDescriptionHasEveryOperationAndNoOther() throws Exception {
        try (ShippedServer server = start(new Hollow())) {
            JsonNode document = json(200, server.send("", "GET", "/openapi.json", ""));
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

    @Test
    void everyAnswerAndEveryRequestLooksAsTheDescriptionSays() throws Exception {
        JsonNode document;
        try (ShippedServer server = start(new Hollow())) {
            document = json(200, server.send("", "GET", "/openapi.json", ""));
        }
        SchemaCheck check = new SchemaCheck(document);
        int compared = 0;
        for (Route route : routes) {
            JsonNode described = document.get("paths")
                    .get(route.path().replace("...}", "}"))
                    .get(route.method().name().toLowerCase(Locale.ROOT));
            for (Answer answer : route.answers()) {
                if (answer.type().isRecord()) {
                    JsonNode schema = described.get("responses").get(String.valueOf(answer.status())).get("content").get("application/json").get("schema");
                    check.require(sample(answer.type()), schema, route.method() + " " + route.path() + " " + answer.status());
                    compared++;
                }
            }
            if (route.body().form() == BodyRule.Form.JSON) {
                JsonNode schema = described.get("requestBody").get("content").get("application/json").get("schema");
                check.require(sample(route.body().type()), schema, route.method() + " " + route.path());
                compared++;
            }
        }
        assertTrue(compared > 60, "only " + compared + " compared");
    }

    private static JsonNode sample(Class<?> type) {
        return Json.tree(Json.bytes(SampleRecords.of(type)));
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
        try (ShippedServer server = start(new Assembly())) {
            token = Files.readString(directory.resolve("admin-token")).strip();
            assertEquals(200, tenants(server, token).statusCode());
            assertEquals(401, tenants(server, token.substring(1)).statusCode());
        }
        try (ShippedServer server = start(new Assembly())) {
            assertEquals(token, Files.readString(directory.resolve("admin-token")).strip());
            assertEquals(200, tenants(server, token).statusCode());
        }
    }

    @Test
    void aNewAdminTokenTakesThePlaceOfTheOneThatWasLostAndLeavesATrace() throws Exception {
        ServerOptions options = ServerOptions.local(directory);
        assertEquals(ErrorCode.NOT_FOUND, renewalFailure(options));
        String lost;
        try (ShippedServer server = start(new Assembly())) {
            lost = Files.readString(options.adminToken()).strip();
            assertEquals(200, tenants(server, lost).statusCode());
            assertEquals(ErrorCode.LOCKED, renewalFailure(options));
        }
        Files.delete(options.adminToken());
        AdminTokenRenewal.run(options, Clock.system(), Entropy.system());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(options.adminToken())));
        try (ShippedServer server = start(new Assembly())) {
            String found = Files.readString(options.adminToken()).strip();
            assertEquals(200, tenants(server, found).statusCode());
            assertEquals(401, tenants(server, lost).statusCode());
            assertTrue(get(server, "/api/v1/audit", found).body().contains("admin_token.renew"));
        }
        Files.writeString(options.adminToken(), "something of somebody else");
        assertEquals(ErrorCode.CONFLICT, renewalFailure(options));
        assertEquals("something of somebody else", Files.readString(options.adminToken()));
    }

    private static ErrorCode renewalFailure(ServerOptions options) {
        return assertThrows(HoldfastException.class, () -> AdminTokenRenewal.run(options, Clock.system(), Entropy.system())).code();
    }

    @Test
    void aJobThatIsAskedForAgainAfterARestartIsTheSameJob() throws Exception {
        Set<String> served = new TreeSet<>();
        start(new Hollow()).close();
        routes.forEach(route -> served.add(AnswerStore.operation(route)));
        assertTrue(served.containsAll(AnswerStore.OPERATIONS), () -> AnswerStore.OPERATIONS + " in " + served);
        String jobs = "/api/v1/tenants/t/jobs";
        String wish = "{\"kind\": \"retention\"}";
        String first;
        try (ShippedServer server = start(new Assembly())) {
            assertEquals(201, post(server, "/api/v1/tenants", "{\"name\": \"t\"}", "make-the-tenant").statusCode());
            HttpResponse<String> made = post(server, jobs, wish, "make-the-job");
            first = json(202, made).get("id").asText();
        }
        try (ShippedServer server = start(new Assembly())) {
            assertEquals(201, post(server, "/api/v1/tenants", "{\"name\": \"t\"}", "make-the-tenant").statusCode());
            HttpResponse<String> again = post(server, jobs, wish, "make-the-job");
            assertEquals("application/json", again.headers().firstValue("content-type").orElseThrow());
            assertEquals(first, json(202, again).get("id").asText());
            assertEquals(1, jobCount(server, jobs));
            post(server, jobs, wish, "make-another");
            assertEquals(2, jobCount(server, jobs));
        }
    }

    private static int jobCount(ShippedServer server, String path) throws Exception {
        return json(200, get(server, path, server.admin())).get("jobs").size();
    }

    private static HttpResponse<String> post(ShippedServer server, String path, String json, String key) throws Exception {
        return server.send(server.admin(), "POST", path, json, "Idempotency-Key", key);
    }

    private static HttpResponse<String> tenants(ShippedServer server, String token) throws Exception {
        return get(server, "/api/v1/tenants", token);
    }

    private static HttpResponse<String> get(ShippedServer server, String path, String token) throws Exception {
        return server.send(token, "GET", path, "");
    }
}
