package dev.holdfast.server.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.http.HttpHost;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OFREP over real sockets. */
final class OfrepTest {
    private static final String FLAGS =
            """
            {"metadata": {"team": "shop"},
             "flags": {
               "a/b": {"state": "ENABLED", "variants": {"x": 1}, "defaultVariant": "x"},
               "off": {"state": "DISABLED", "variants": {"x": 1}, "defaultVariant": "x"},
               "plan": {"state": "ENABLED", "variants": {"pro": {"seats": 5}, "free": {"seats": 1}}, "defaultVariant": "free",
                        "targeting": {"if": [{"==": [{"var": "plan"}, "pro"]}, "pro", {"var": "plan"}, {"var": "plan"}]}}
             }}
            """;

    private volatile RuleSet served = rules(FLAGS, 7);
    private HttpHost host;
    private HttpClient client;

    @BeforeEach
    void start() {
        FlagFeed feed = new FlagFeed(() -> served, Clock.system());
        DeliveryRoutes routes = DeliveryRoutes.at("", call -> feed, new Access.Public(), new Access.SignedIn());
        host = HttpHost.local(routes.routes(), credentials -> Caller.anonymous(credentials.address()));
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        client.close();
        host.close();
    }

    private static RuleSet rules(String json, long sequence) {
        return switch (FlagDocument.read(json.getBytes(StandardCharsets.UTF_8))) {
            case FlagDocument.Outcome.Accepted accepted -> RuleSet.publish(accepted.document(), sequence);
            case FlagDocument.Outcome.Refused refused -> throw new AssertionError(refused.problems().toString());
        };
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(host.address().resolve("/ofrep/v1/evaluate/flags" + path))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String etag(HttpResponse<?> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void oneFlagIsEvaluatedForTheContext() throws Exception {
        HttpResponse<String> response = post("/plan", "{\"context\": {\"plan\": \"pro\"}}");
        assertEquals(200, response.statusCode());
        assertEquals(
                "{\"key\":\"plan\",\"metadata\":{\"team\":\"shop\"},\"reason\":\"TARGETING_MATCH\",\"value\":{\"seats\":5},\"variant\":\"pro\"}",
                response.body());
        assertEquals("application/json", response.headers().firstValue("Content-Type").orElseThrow());
        FlagsVersion version = FlagsVersion.read(response.headers().firstValue(DeliveryRoutes.VERSION).orElseThrow()).orElseThrow();
        assertEquals(served.version(), version);
    }

    @Test
    void aNameMayHaveSlashes() throws Exception {
        assertTrue(post("/a/b", "{}").body().contains("\"reason\":\"STATIC\""));
    }

    @Test
    void aDisabledFlagHasNoValue() throws Exception {
        HttpResponse<String> response = post("/off", "");
        assertEquals(200, response.statusCode());
        assertEquals("{\"key\":\"off\",\"metadata\":{\"team\":\"shop\"},\"reason\":\"DISABLED\"}", response.body());
    }

    @Test
    void faultsHaveTheShapeOfOfrep() throws Exception {
        HttpResponse<String> unknown = post("/gone", "{}");
        assertEquals(404, unknown.statusCode());
        assertTrue(unknown.body().contains("\"errorCode\":\"FLAG_NOT_FOUND\"") && unknown.body().contains("\"key\":\"gone\""), unknown.body());
        HttpResponse<String> broken = post("/plan", "{\"context\": ");
        assertEquals(400, broken.statusCode());
        assertTrue(broken.body().contains("\"errorCode\":\"PARSE_ERROR\"") && broken.body().contains("\"key\":\"plan\""), broken.body());
        HttpResponse<String> context = post("", "{\"context\": []}");
        assertEquals(400, context.statusCode());
        assertTrue(context.body().contains("\"errorCode\":\"INVALID_CONTEXT\""), context.body());
        HttpResponse<String> general = post("/plan", "{\"context\": {\"plan\": \"moon\"}}");
        assertEquals(400, general.statusCode());
        assertTrue(general.body().contains("\"errorCode\":\"GENERAL\""), general.body());
    }

    @Test
    void allFlagsComeAtOnce() throws Exception {
        HttpResponse<String> response = post("", "{\"context\": {\"plan\": \"pro\"}}");
        assertEquals(200, response.statusCode());
        assertEquals(
                "{\"flags\":[{\"key\":\"a/b\",\"metadata\":{\"team\":\"shop\"},\"reason\":\"STATIC\",\"value\":1,\"variant\":\"x\"},"
                        + "{\"key\":\"off\",\"metadata\":{\"team\":\"shop\"},\"reason\":\"DISABLED\"},"
                        + "{\"key\":\"plan\",\"metadata\":{\"team\":\"shop\"},\"reason\":\"TARGETING_MATCH\",\"value\":{\"seats\":5},"
                        + "\"variant\":\"pro\"}],\"eventStreams\":[{\"endpoint\":{\"requestUri\":\"/flags/v1/events\"},\"inactivityDelaySec\":120,"
                        + "\"type\":\"sse\"}],\"metadata\":{\"team\":\"shop\"}}",
                response.body());
    }

    @Test
    void aRuleThatGoesWrongSpoilsItsFlagAlone() throws Exception {
        HttpResponse<String> response = post("", "{\"context\": {\"plan\": \"moon\"}}");
        assertEquals(200, response.statusCode());
        assertTrue(response.body().contains("\"errorCode\":\"GENERAL\"") && response.body().contains("\"reason\":\"STATIC\""), response.body());
    }

    @Test
    void theTagStandsForTheBodyAndThereforeForTheContext() throws Exception {
        String pro = "{\"context\": {\"plan\": \"pro\"}}";
        HttpResponse<String> first = post("", pro);
        HttpResponse<String> again = post("", pro, "If-None-Match", etag(first));
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
        assertEquals(etag(first), etag(again));
        HttpResponse<String> other = post("", "{\"context\": {\"plan\": \"free\"}}", "If-None-Match", etag(first));
        assertEquals(200, other.statusCode());
        assertNotEquals(etag(first), etag(other));
        assertEquals(304, post("", pro, "If-None-Match", "\"x\", W/" + etag(first)).statusCode());
    }

    @Test
    void aNewVersionThatChangesTheAnswerEndsTheOldTag() throws Exception {
        HttpResponse<String> first = post("", "{}");
        served = rules(FLAGS.replace("{\"x\": 1}", "{\"x\": 2}"), 8);
        HttpResponse<String> changed = post("", "{}", "If-None-Match", etag(first));
        assertEquals(200, changed.statusCode());
        assertEquals(served.version().toString(), changed.headers().firstValue(DeliveryRoutes.VERSION).orElseThrow());
    }

    @Test
    void aNewVersionThatChangesNothingForThisContextKeepsTheTag() throws Exception {
        HttpResponse<String> first = post("", "{}");
        served = rules(FLAGS.replace("\"pro\"]}, \"pro\"", "\"gold\"]}, \"pro\""), 8);
        HttpResponse<String> same = post("", "{}", "If-None-Match", etag(first));
        assertEquals(304, same.statusCode());
        assertEquals(served.version().toString(), same.headers().firstValue(DeliveryRoutes.VERSION).orElseThrow());
    }
}
