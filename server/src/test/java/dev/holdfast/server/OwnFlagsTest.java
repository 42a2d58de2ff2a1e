package dev.holdfast.server;

import static dev.holdfast.server.fixture.ShippedServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.control.flag.guard.Guard;
import dev.holdfast.control.own.OwnFlag;
import dev.holdfast.server.fixture.ShippedServer;
import dev.holdfast.server.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's own flags in the server as it is shipped, over real sockets. */
class OwnFlagsTest {
    private static final String ENVIRONMENT = "/api/v1/flags/projects/holdfast/environments/service";
    private static final String EVALUATION = "/flags/holdfast/service";

    @TempDir
    private Path directory;

    private ShippedServer server;
    private String admin = "";

    @BeforeEach
    void start() throws Exception {
        server = ShippedServer.start(directory);
        admin = server.admin();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String token, String method, String path, String body, String... headers) throws Exception {
        return server.send(token, method, path, body, headers);
    }

    private void turn(OwnFlag flag, String to) throws Exception {
        json(200, send(admin, "POST", ENVIRONMENT + "/set", "{\"flag\": \"" + flag.key() + "\", \"to\": \"" + to + "\", \"reason\": \"test\"}"));
    }

    private String version() throws Exception {
        return json(200, send(admin, "GET", EVALUATION + "/flags/v1/version", "")).get("flagsVersion").asText();
    }

    private void tenant(String name) throws Exception {
        json(201, send(admin, "POST", "/api/v1/tenants", "{\"name\": \"" + name + "\"}"));
    }

    private String token(String path, String role) throws Exception {
        return send(admin, "POST", path, "{\"name\": \"somebody\", \"role\": \"" + role + "\"}").body();
    }

    private JsonNode audited(String action) throws Exception {
        return json(200, send(admin, "GET", "/api/v1/audit?action=" + action, "")).get("records");
    }

    private void assertOff(HttpResponse<String> response, OwnFlag flag) throws Exception {
        JsonNode error = json(403, response).get("error");
        assertEquals("forbidden", error.get("code").asText());
        assertTrue(error.get("message").asText().contains("switched off"), error.toString());
        assertTrue(error.get("next").asText().contains("holdfast flags set " + flag.key()), error.toString());
        JsonNode act = audited("operation.refuse").get(0);
        assertEquals(flag.key(), act.get("object").asText());
        assertEquals("refused", act.get("outcome").asText());
    }

    @Test
    void theFirstStartPublishesTheFlagsThatShip() throws Exception {
        JsonNode document = json(200, send(admin, "GET", ENVIRONMENT + "/document", ""));
        TreeSet<String> published = new TreeSet<>();
        document.get("flags").fieldNames().forEachRemaining(published::add);
        TreeSet<String> known = new TreeSet<>(Stream.of(OwnFlag.values()).map(OwnFlag::key).toList());
        assertEquals(known, published);
        JsonNode first = json(200, send(admin, "GET", ENVIRONMENT + "/history", "")).get("versions").get(0);
        assertEquals("holdfast", first.get("author").asText());
        for (OwnFlag flag : OwnFlag.values()) {
            JsonNode answer = json(200, send(admin, "POST", EVALUATION + "/ofrep/v1/evaluate/flags/" + flag.key(), "{\"context\": {}}"));
            assertEquals(flag.usual(), answer.get("value").asBoolean(), flag.key());
        }
    }

    @Test
    void aRestartChangesNothingThatAnOperatorChangedOrRemoved() throws Exception {
        turn(OwnFlag.COLLECT, "off");
        json(200, send(admin, "POST", ENVIRONMENT + "/changes", "{\"edits\": [{\"kind\": \"remove\", \"flag\": \"agent.claims\"}], \"reason\": \"not here\"}"));
        String before = version();
        server.restart();
        assertEquals(before, version());
        assertFalse(send(admin, "GET", ENVIRONMENT + "/document", "").body().contains("agent.claims"));
    }

    @Test
    void anOperationThatIsOffIsRefusedToEverybodyAndHasNoEffect() throws Exception {
        tenant("acme");
        turn(OwnFlag.DELETE_TENANTS, "off");
        assertOff(send(admin, "DELETE", "/api/v1/tenants/acme", ""), OwnFlag.DELETE_TENANTS);
        assertOff(send(admin, "DELETE", "/api/v1/tenants/acme", "", Guard.HEADER, version()), OwnFlag.DELETE_TENANTS);
        assertTrue(send(admin, "GET", "/api/v1/tenants", "").body().contains("\"acme\""));
        turn(OwnFlag.DELETE_TENANTS, "on");
        assertEquals(204, send(admin, "DELETE", "/api/v1/tenants/acme?confirm=acme", "").statusCode());
    }

    @Test
    void whoDecidedByOlderFlagsIsRefusedUnderAKeyThatWorksAfterwards() throws Exception {
        tenant("acme");
        String made = token("/api/v1/tenants/acme/tokens", "reader");
        String path = "/api/v1/tenants/acme/tokens/" + Json.tree(made.getBytes(StandardCharsets.UTF_8)).get("id").asText();
        String stale = version();
        turn(OwnFlag.REVOKE_ACCESS, "off");
        turn(OwnFlag.COLLECT, "off");
        turn(OwnFlag.REVOKE_ACCESS, "on");
        String[] key = {Guard.HEADER, stale, "Idempotency-Key", "one-click-0001"};
        JsonNode refused = json(409, send(admin, "DELETE", path, "", key));
        assertEquals("flags_outdated", refused.get("error").asText());
        assertEquals("[\"" + OwnFlag.REVOKE_ACCESS.key() + "\"]", refused.get("flags").toString());
        assertTrue(send(admin, "GET", "/api/v1/tenants/acme/tokens", "").body().contains("somebody"));
        key[1] = refused.get("flagsVersion").asText();
        assertEquals(204, send(admin, "DELETE", path, "", key).statusCode());
    }

    @Test
    void whoeverAsksForAnotherFlagIsNotHeldUp() throws Exception {
        tenant("acme");
        String stale = version();
        turn(OwnFlag.COLLECT, "off");
        assertEquals(204, send(admin, "DELETE", "/api/v1/tenants/acme?confirm=acme", "", Guard.HEADER, stale).statusCode());
    }

    @Test
    void jobsAreRefusedByWhatTheyDo() throws Exception {
        tenant("acme");
        turn(OwnFlag.COLLECT, "off");
        String jobs = "/api/v1/tenants/acme/jobs";
        assertOff(send(admin, "POST", jobs, "{\"kind\": \"collect\"}"), OwnFlag.COLLECT);
        json(202, send(admin, "POST", jobs, "{\"kind\": \"collect\", \"parameters\": {\"dry_run\": true}}"));
        json(202, send(admin, "POST", jobs, "{\"kind\": \"retention\"}"));
        turn(OwnFlag.DELETE_SNAPSHOTS, "off");
        assertOff(send(admin, "POST", jobs, "{\"kind\": \"retention\"}"), OwnFlag.DELETE_SNAPSHOTS);
        assertEquals(2, json(200, send(admin, "GET", jobs, "")).get("jobs").size());
    }

    @Test
    void anOperationCanBeOffForOneTenantAndOneRole() throws Exception {
        tenant("acme");
        tenant("other");
        String rule = "{\"if\": [{\"==\": [{\"var\": \"tenant\"}, \"acme\"]}, {\"if\": [{\"==\": [{\"var\": \"role\"}, \"operator\"]}, \"off\", \"on\"]}, \"on\"]}";
        String flag = "{\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"on\", \"targeting\": " + rule + "}";
        json(200, send(admin, "POST", ENVIRONMENT + "/changes",
                "{\"edits\": [{\"kind\": \"put\", \"flag\": \"operations.collect\", \"definition\": " + flag + "}], \"reason\": \"acme is frozen\"}"));
        String operator = Json.tree(token("/api/v1/tokens", "operator").getBytes(StandardCharsets.UTF_8)).get("token").asText();
        assertOff(send(operator, "POST", "/api/v1/tenants/acme/jobs", "{\"kind\": \"collect\"}"), OwnFlag.COLLECT);
        json(202, send(operator, "POST", "/api/v1/tenants/other/jobs", "{\"kind\": \"collect\"}"));
        json(202, send(admin, "POST", "/api/v1/tenants/acme/jobs", "{\"kind\": \"collect\"}"));
    }

    @Test
    void anAgentReadsTheRulesAndChangesNone() throws Exception {
        tenant("acme");
        String agent = Json.tree(token("/api/v1/tenants/acme/tokens", "agent").getBytes(StandardCharsets.UTF_8)).get("token").asText();
        assertTrue(send(agent, "GET", EVALUATION + "/flags/v1/rules", "").body().contains(OwnFlag.CLAIMS.key()));
        assertEquals(403, send(agent, "GET", ENVIRONMENT + "/document", "").statusCode());
        assertEquals(403, send(agent, "POST", ENVIRONMENT + "/set", "{\"flag\": \"agent.claims\", \"to\": \"on\", \"reason\": \"mine\"}").statusCode());
    }
}
