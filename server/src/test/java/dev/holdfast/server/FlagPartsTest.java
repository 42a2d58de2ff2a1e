package dev.holdfast.server;

import static dev.holdfast.server.fixture.ShippedServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.fixture.ShippedServer;
import dev.holdfast.server.flag.publish.FlagSite;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flags in the server as it is shipped, over real sockets. */
class FlagPartsTest {
    private static final String ENVIRONMENT = "/api/v1/flags/projects/default/environments/production";
    private static final String ALL = "/ofrep/v1/evaluate/flags";

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

    private String token(String name, String role) throws Exception {
        return server.token(name, role);
    }

    private JsonNode publish(String... defaults) throws Exception {
        String text = new String(FlagSite.flags(defaults), StandardCharsets.UTF_8);
        return json(200, send(admin, "PUT", ENVIRONMENT + "/document?reason=test", text, "If-Match", "*"));
    }

    private String pay(String token, String prefix) throws Exception {
        return send(token, "POST", prefix + ALL + "/pay", "{\"context\": {\"targetingKey\": \"ann\"}}").body();
    }

    @Test
    void aFlagIsPublishedServedAndSwitchedOffInOneCall() throws Exception {
        assertEquals(1, publish("pay=on", "other=on").get("sequence").asLong());
        String application = token("shop", "application");
        assertTrue(pay(application, "").contains("\"value\":true"));
        assertTrue(pay(application, "/flags/default/production").contains("\"value\":true"));
        JsonNode off = json(200, send(admin, "POST", ENVIRONMENT + "/set", "{\"flag\": \"pay\", \"to\": \"off\", \"reason\": \"it breaks\"}"));
        assertEquals("published", off.get("outcome").asText());
        assertEquals("[\"pay\"]", off.get("changed").toString());
        assertTrue(pay(application, "").contains("\"value\":false"));
        assertEquals("unchanged", json(200, send(admin, "POST", ENVIRONMENT + "/set", "{\"flag\": \"pay\", \"to\": \"off\", \"reason\": \"again\"}")).get("outcome").asText());
        server.restart();
        assertTrue(pay(application, "").contains("\"value\":false"));
        JsonNode newest = json(200, send(admin, "GET", ENVIRONMENT + "/history", "")).get("versions").get(0);
        assertEquals("it breaks", newest.get("reason").asText());
        assertEquals(2, newest.get("sequence").asLong());
        assertTrue(send(admin, "GET", "/api/v1/audit?action=flags.", "").body().contains("it breaks"));
    }

    @Test
    void whatIsNotPublishedIsExplainedAndChangesNothing() throws Exception {
        publish("pay=on", "other=on");
        String edit = "{\"kind\": \"put\", \"flag\": \"pay\", \"definition\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, "
                + "\"defaultVariant\": \"off\", \"prerequisites\": {\"other\": \"off\"}, \"targeting\": {\"if\": [{\"var\": \"vip\"}, \"on\"]}}}";
        String draft = "{\"flag\": \"pay\", \"context\": {\"vip\": true}, \"edits\": [" + edit;
        JsonNode unmet = json(200, send(admin, "POST", ENVIRONMENT + "/explain", draft + "]}"));
        assertEquals("off", unmet.get("variant").asText());
        assertFalse(unmet.get("published").asBoolean());
        assertEquals("[{\"flag\":\"other\",\"wanted\":[\"off\"],\"given\":\"on\",\"reason\":\"STATIC\"}]", unmet.get("unmet").toString());
        String both = draft + ", {\"kind\": \"serve\", \"flag\": \"other\", \"variant\": \"off\"}]}";
        assertEquals("on", json(200, send(admin, "POST", ENVIRONMENT + "/explain", both)).get("variant").asText());
        String document = "{\"flag\": \"pay\", \"document\": " + new String(FlagSite.flags("pay=off"), StandardCharsets.UTF_8) + "}";
        assertEquals("off", json(200, send(admin, "POST", ENVIRONMENT + "/explain", document)).get("variant").asText());
        JsonNode refused = json(422, send(admin, "POST", ENVIRONMENT + "/explain", both.replace("\"vip\"}", "\"vip\", \"x\": 1}")));
        assertEquals("/flags/pay/targeting/if/0", refused.get("problems").get(0).get("pointer").asText());
        JsonNode published = json(200, send(admin, "POST", ENVIRONMENT + "/explain", "{\"flag\": \"pay\"}"));
        assertEquals("on", published.get("variant").asText());
        assertTrue(published.get("published").asBoolean());
        assertEquals(1, json(200, send(admin, "GET", ENVIRONMENT + "/history", "")).get("versions").size());
    }

    @Test
    void visitorsReportWhereEvaluationIsOpenAndNotMoreThanTheirShare() throws Exception {
        String one = "{\"exposures\": [{\"flag\": \"pay\", \"variant\": \"on\", \"targetingKey\": \"ann\"}]}";
        assertEquals(401, send("", "POST", "/flags/v1/exposures", one).statusCode());
        assertEquals(401, send("", "POST", "/flags/default/gone/flags/v1/exposures", one).statusCode());
        json(200, send(admin, "PATCH", ENVIRONMENT, "{\"evaluation\": \"open\", \"origins\": [\"https://shop.example\"]}"));
        HttpResponse<String> taken = send("", "POST", "/flags/default/production/flags/v1/exposures", one, "Origin", "https://shop.example");
        assertEquals(1, json(200, taken).get("ignored").asInt());
        assertEquals("https://shop.example", taken.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
        String event = one.substring(one.indexOf('[') + 1, one.indexOf(']'));
        String many = "{\"exposures\": [" + String.join(",", Collections.nCopies(101, event)) + "]}";
        assertEquals(400, send("", "POST", "/flags/v1/exposures", many).statusCode());
        assertEquals(200, send(admin, "POST", "/flags/v1/exposures", many).statusCode());
        HttpResponse<String> last = taken;
        for (int i = 0; i < 500 && last.statusCode() == 200; i++) {
            last = send("", "POST", "/flags/v1/metrics", "{\"metrics\": []}");
        }
        assertEquals(429, last.statusCode());
        assertTrue(last.headers().firstValue("Retry-After").isPresent());
        assertEquals(200, send(admin, "POST", "/flags/v1/metrics", "{\"metrics\": []}").statusCode());
    }

    @Test
    void anEnvironmentGoesOutOfServiceOnlyWithWhatItHasAndComesBackWhereItWas() throws Exception {
        String shop = "/api/v1/flags/projects/shop";
        String stage = shop + "/environments/stage";
        json(201, send(admin, "POST", "/api/v1/flags/projects", "{\"name\": \"shop\"}"));
        json(201, send(admin, "POST", shop + "/environments", "{\"name\": \"stage\"}"));
        json(200, send(admin, "PUT", stage + "/document?reason=x", new String(FlagSite.flags("pay=on"), StandardCharsets.UTF_8), "If-Match", "*"));
        json(202, send(admin, "POST", stage + "/set", "{\"flag\": \"pay\", \"to\": \"off\", \"reason\": \"later\", \"at\": \"" + Clock.system().now().plusSeconds(9999) + "\"}"));
        json(201, send(admin, "POST", "/api/v1/experiments/shop/stage", "{\"name\": \"trial\", \"flag\": \"pay\", \"variants\": [{\"name\": \"off\"}, {\"name\": \"on\"}],"
                + " \"primary\": {\"name\": \"revenue\"}, \"planned_units\": 1000}"));
        json(200, send(admin, "POST", "/api/v1/experiments/shop/stage/trial/start", ""));
        String refused = json(409, send(admin, "DELETE", stage, "")).get("error").get("message").asText();
        assertTrue(refused.contains("1 flag that is served, 1 change that waits, the running experiment 'trial'"), refused);
        json(409, send(admin, "DELETE", shop, ""));
        json(409, send(admin, "DELETE", ENVIRONMENT + "?force=true", ""));
        json(409, send(admin, "DELETE", "/api/v1/flags/projects/default?force=true", ""));
        json(409, send(admin, "DELETE", "/api/v1/flags/projects/holdfast?force=true", ""));
        assertEquals(403, send(token("op", "operator"), "DELETE", stage + "?force=true", "").statusCode());
        assertTrue(pay(admin, "/flags/shop/stage").contains("\"value\":true"));
        assertEquals(3, json(200, send(admin, "DELETE", shop + "?force=true", "")).get("ended").size());
        assertEquals(404, send(admin, "POST", "/flags/shop/stage" + ALL + "/pay", "{}").statusCode());
        assertEquals(404, send(admin, "GET", stage, "").statusCode());
        server.restart();
        assertFalse(send(admin, "GET", "/api/v1/flags/projects", "").body().contains("shop"));
        assertTrue(send(admin, "GET", "/api/v1/audit?action=flags.", "").body().contains("flags.environment.archive"));
        json(201, send(admin, "POST", "/api/v1/flags/projects", "{\"name\": \"shop\"}"));
        assertEquals(1, json(201, send(admin, "POST", shop + "/environments", "{\"name\": \"stage\"}")).get("sequence").asLong());
        assertTrue(pay(admin, "/flags/shop/stage").contains("\"value\":true"));
        assertEquals("withdrawn", json(200, send(admin, "GET", stage + "/changes", "")).get("changes").get(0).get("state").asText());
    }

    @Test
    void everyProblemIsNamedWithItsPlaceAndWhatIsServedStays() throws Exception {
        publish("pay=on");
        String wrong = "{\"flags\": {\n  \"pay\": {\"state\": \"ON\", \"variants\": {\"on\": true}, \"defaultVariant\": \"of\"}}}";
        JsonNode refused = json(422, send(admin, "PUT", ENVIRONMENT + "/document?reason=x", wrong, "If-Match", "*"));
        assertEquals("invalid_argument", refused.get("error").get("code").asText());
        assertEquals(2, refused.get("problems").size());
        assertEquals("/flags/pay/state", refused.get("problems").get(0).get("pointer").asText());
        assertEquals(2, refused.get("problems").get(0).get("line").asInt());
        assertEquals(11, refused.get("problems").get(0).get("column").asInt());
        assertTrue(pay(admin, "").contains("\"value\":true"));
        assertEquals(404, send(admin, "GET", ENVIRONMENT + "/document?version=2", "").statusCode());
    }

    @Test
    void twoPublishersDoNotOverwriteEachOther() throws Exception {
        publish("pay=on");
        HttpResponse<String> read = send(admin, "GET", ENVIRONMENT + "/document", "");
        String tag = read.headers().firstValue("ETag").orElseThrow();
        publish("pay=off");
        String next = read.body().replace("\"pay\"", "\"pay2\"");
        assertEquals(412, send(admin, "PUT", ENVIRONMENT + "/document?reason=x", next, "If-Match", tag).statusCode());
        assertEquals(400, send(admin, "PUT", ENVIRONMENT + "/document?reason=x", next).statusCode());
        assertEquals(400, send(admin, "PUT", ENVIRONMENT + "/document?reason=", next, "If-Match", "*").statusCode());
        assertEquals(200, send(admin, "PUT", ENVIRONMENT + "/document?reason=x", next, "If-Match", "\"2\"").statusCode());
        assertEquals(304, send(admin, "GET", ENVIRONMENT + "/document?version=1", "", "If-None-Match", tag).statusCode());
    }

    @Test
    void askingTwiceUnderOneKeyPublishesOnce() throws Exception {
        publish("pay=on");
        String rollback = "{\"version\": 1, \"reason\": \"back\"}";
        publish("pay=off");
        JsonNode first = json(200, send(admin, "POST", ENVIRONMENT + "/rollback", rollback, "Idempotency-Key", "back-to-one"));
        publish("pay=off");
        server.restart();
        JsonNode again = json(200, send(admin, "POST", ENVIRONMENT + "/rollback", rollback, "Idempotency-Key", "back-to-one"));
        assertEquals(first, again);
        assertTrue(pay(admin, "").contains("\"value\":false"));
    }

    @Test
    void anApplicationEvaluatesAndSeesNothingElse() throws Exception {
        publish("pay=on");
        json(201, send(admin, "POST", "/api/v1/tenants", "{\"name\": \"t\"}"));
        String application = token("shop", "application");
        assertTrue(pay(application, "").contains("\"value\":true"));
        for (String path : List.of(
                "/api/v1/tenants", "/api/v1/tenants/t/snapshots", "/api/v1/tenants/t/files", "/api/v1/tenants/t/agents", "/api/v1/tokens",
                "/api/v1/audit", "/metrics", ENVIRONMENT + "/document", "/api/v1/flags/projects")) {
            assertEquals(403, send(application, "GET", path, "").statusCode(), path);
        }
        assertEquals(403, send(application, "POST", ENVIRONMENT + "/set", "{\"flag\": \"pay\", \"to\": \"off\", \"reason\": \"x\"}").statusCode());
        assertEquals(403, send("", "POST", "/api/v1/session", "{\"token\": \"" + application + "\"}").statusCode());
        assertEquals(400, send(admin, "POST", "/api/v1/users", "{\"name\": \"x\", \"role\": \"application\", \"password\": \"correct horse battery\"}").statusCode());
    }

    @Test
    void strangersEvaluateOnlyWhereAnEnvironmentIsOpen() throws Exception {
        publish("pay=on");
        assertEquals(401, send("", "POST", ALL, "{}").statusCode());
        assertEquals(401, send("wrong", "POST", ALL + "/pay", "{}").statusCode());
        // Nobody unknown learns which environments there are.
        assertEquals(401, send("", "POST", "/flags/no/such" + ALL, "{}").statusCode());
        assertEquals(404, send(admin, "POST", "/flags/no/such" + ALL, "{}").statusCode());
        json(200, send(admin, "PATCH", ENVIRONMENT, "{\"evaluation\": \"open\", \"origins\": [\"https://shop.example\"]}"));
        assertTrue(pay("", "").contains("\"value\":true"));
        assertTrue(pay("", "/flags/default/production").contains("\"value\":true"));
        json(201, send(admin, "POST", "/api/v1/flags/projects/default/environments", "{\"name\": \"staging\"}"));
        assertEquals(401, send("", "POST", "/flags/default/staging" + ALL, "{}").statusCode());
        assertTrue(send(admin, "POST", "/flags/default/staging" + ALL, "{}").body().startsWith("{\"flags\":[],"));
    }

    @Test
    void aProgramHearsOfAPublicationAndFetchesTheRules() throws Exception {
        publish("pay=on");
        String application = token("shop", "application");
        assertEquals(401, send("", "GET", "/flags/v1/version", "").statusCode());
        assertEquals(401, send("", "GET", "/flags/default/production/flags/v1/events", "").statusCode());
        assertEquals(401, send("", "GET", "/flags/v1/rules", "").statusCode());
        HttpRequest listen = server.request(application, "/flags/default/production/flags/v1/events").build();
        try (var lines = server.client().send(listen, BodyHandlers.ofLines()).body()) {
            Iterator<String> heard = lines.filter(line -> line.startsWith("data:")).iterator();
            assertTrue(heard.next().contains("\"flagsVersion\":\"1-"));
            publish("pay=off");
            String next = heard.next() + heard.next();
            assertTrue(next.contains("\"flagsVersion\":\"2-") && next.contains("refetchEvaluation"), next);
        }
        HttpResponse<String> rules = send(application, "GET", "/flags/v1/rules", "");
        assertEquals(200, rules.statusCode());
        assertTrue(rules.headers().firstValue("X-Flags-Version").orElseThrow().startsWith("2-"));
        assertEquals(rules.body(), send(application, "GET", "/flags/default/production/flags/v1/rules", "").body());
        json(200, send(admin, "PATCH", ENVIRONMENT, "{\"evaluation\": \"open\"}"));
        assertEquals(200, send("", "GET", "/flags/v1/version", "").statusCode());
        // Whoever may evaluate does not thereby see the rules.
        assertEquals(401, send("", "GET", "/flags/v1/rules", "").statusCode());
    }

    @Test
    void pagesOfTheSitesThatAnEnvironmentNamesMayAsk() throws Exception {
        publish("pay=on");
        json(200, send(admin, "PATCH", ENVIRONMENT, "{\"evaluation\": \"open\", \"origins\": [\"https://shop.example\"]}"));
        for (String prefix : List.of("", "/flags/default/production")) {
            HttpResponse<String> named = send("", "POST", prefix + ALL, "{}", "Origin", "https://shop.example");
            assertEquals(200, named.statusCode());
            assertEquals("https://shop.example", named.headers().firstValue("Access-Control-Allow-Origin").orElse("none"));
            HttpResponse<String> other = send("", "POST", prefix + ALL, "{}", "Origin", "https://other.example");
            assertEquals("none", other.headers().firstValue("Access-Control-Allow-Origin").orElse("none"));
        }
    }

    @Test
    void fourEyesNeedAnotherPersonWhoWasThereBefore() throws Exception {
        publish("pay=off");
        String ann = token("ann", "operator");
        String bob = token("bob", "operator");
        String reader = token("eve", "reader");
        json(200, send(admin, "PATCH", ENVIRONMENT, "{\"approval\": \"four_eyes\"}"));
        JsonNode change = json(202, send(ann, "POST", ENVIRONMENT + "/set", "{\"flag\": \"pay\", \"to\": \"on\", \"reason\": \"go\"}"));
        String path = ENVIRONMENT + "/changes/" + change.get("id").asText();
        assertEquals("pending", change.get("state").asText());
        assertTrue(pay(admin, "").contains("\"value\":false"));
        String approve = "{\"decision\": \"approve\"}";
        assertEquals(403, send(ann, "POST", path, approve).statusCode());
        assertEquals(403, send(reader, "POST", path, approve).statusCode());
        assertEquals(403, send(token("ann2", "operator"), "POST", path, approve).statusCode());
        assertEquals("applied", json(200, send(bob, "POST", path, approve)).get("state").asText());
        assertTrue(pay(admin, "").contains("\"value\":true"));
        JsonNode version = json(200, send(reader, "GET", ENVIRONMENT + "/history", "")).get("versions").get(0);
        assertEquals("ann", version.get("author").asText());
        assertEquals("bob", version.get("approver").asText());
        json(200, send(ann, "POST", ENVIRONMENT + "/set", "{\"flag\": \"pay\", \"state\": \"disabled\", \"reason\": \"stop\"}"));
        assertTrue(pay(admin, "").contains("DISABLED"));
    }

    @Test
    void peopleLearnWhySomebodyGotAFlagWhatChangedAndWhatIsStale() throws Exception {
        publish("pay=off");
        String edits = "{\"edits\": [{\"kind\": \"stage\", \"flag\": \"pay\", \"stage\": \"100%\"},"
                + " {\"kind\": \"put\", \"flag\": \"rows\", \"definition\": {\"state\": \"ENABLED\", \"variants\": {\"few\": 10}, \"defaultVariant\": \"few\","
                + " \"metadata\": {\"expires\": \"2020-01-01\", \"owner\": \"shop\"}}}], \"reason\": \"go\"}";
        assertEquals(2, json(200, send(admin, "POST", ENVIRONMENT + "/changes", edits)).get("sequence").asLong());
        JsonNode why = json(200, send(admin, "POST", ENVIRONMENT + "/explain", "{\"flag\": \"pay\", \"context\": {\"targetingKey\": \"ann\", \"n\": 1}}"));
        assertEquals("SPLIT", why.get("reason").asText());
        assertEquals("fractional", why.get("steps").get(0).get("operator").asText());
        JsonNode diff = json(200, send(admin, "GET", ENVIRONMENT + "/diff?from=1&to=2", "")).get("differences");
        assertEquals("changed", diff.get(0).get("kind").asText());
        assertEquals("[\"/metadata\",\"/targeting\"]", diff.get(0).get("places").toString());
        assertEquals(10, diff.get(1).get("after").get("variants").get("few").asInt());
        JsonNode stale = json(200, send(admin, "GET", ENVIRONMENT + "/stale", "")).get("flags");
        assertEquals("rows", stale.get(0).get("flag").asText());
        assertEquals("[\"expired\"]", stale.get(0).get("reasons").toString());
        String one = "{\"version\": 1, \"flag\": \"pay\", \"reason\": \"only this\"}";
        json(200, send(admin, "POST", ENVIRONMENT + "/rollback", one));
        assertEquals("STATIC", json(200, send(admin, "POST", ENVIRONMENT + "/explain", "{\"flag\": \"pay\"}")).get("reason").asText());
        assertTrue(send(admin, "GET", ENVIRONMENT + "/document?form=pretty", "").body().contains("\"rows\""));
        assertNotEquals(404, send(admin, "GET", ENVIRONMENT + "/changes", "").statusCode());
    }

    @Test
    void aRolloutIsBegunSeenAndEnded() throws Exception {
        publish("pay=off");
        String begin = "{\"flag\": \"pay\", \"percents\": [10, 100], \"pause_seconds\": 3600, \"metric\": \"errors\", \"reason\": \"go\"}";
        json(200, send(admin, "POST", ENVIRONMENT + "/rollouts", begin));
        assertEquals(409, send(admin, "POST", ENVIRONMENT + "/rollouts", begin.replace("\"go\"", "\"again\"")).statusCode());
        JsonNode running = json(200, send(admin, "GET", ENVIRONMENT + "/rollouts", "")).get("rollouts").get(0);
        assertEquals("running", running.get("state").asText());
        assertEquals(10, running.get("percent").asInt());
        json(200, send(admin, "PUT", ENVIRONMENT + "/metrics/errors", "{\"verdict\": \"holds\", \"detail\": \"0.1 %\"}"));
        assertEquals("holds", json(200, send(admin, "GET", ENVIRONMENT + "/metrics", "")).get("metrics").get(0).get("verdict").asText());
        assertEquals(
                "cancelled",
                json(200, send(admin, "DELETE", ENVIRONMENT + "/rollouts/" + running.get("id").asText(), "")).get("state").asText());
        assertEquals(400, send(admin, "POST", ENVIRONMENT + "/rollouts", begin.replace("[10, 100]", "[100, 10]")).statusCode());
    }
}
