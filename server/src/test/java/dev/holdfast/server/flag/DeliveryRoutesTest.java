package dev.holdfast.server.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.http.HttpHost;
import dev.holdfast.server.http.TokenTable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents for caches and rules for servers, over real sockets. */
final class DeliveryRoutesTest {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final Rules rules = new Rules("on");
    private final HandClock clock = new HandClock();
    private final FlagFeed feed = new FlagFeed(rules, clock);
    private HttpHost host;
    private HttpClient client;

    @BeforeEach
    void start() {
        host = HttpHost.local(DeliveryRoutes.at("", call -> feed, new Access.Public(), new Access.SignedIn()).routes(), TokenTable.of("t"));
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        client.close();
        host.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(host.address().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String decisions(RuleSet of, String context) {
        return "/flags/v1/decisions/" + of.version() + "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(context.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void thePointerNamesTheVersionAndIsKeptShortly() throws Exception {
        HttpResponse<String> first = get("/flags/v1/version");
        assertEquals(200, first.statusCode());
        assertEquals("{\"flagsVersion\":\"" + rules.current().version() + "\"}", first.body());
        assertEquals("public, max-age=2, stale-while-revalidate=10", header(first, "Cache-Control"));
        assertEquals(304, get("/flags/v1/version", "If-None-Match", header(first, "ETag")).statusCode());
        rules.publish("off");
        HttpResponse<String> second = get("/flags/v1/version", "If-None-Match", header(first, "ETag"));
        assertEquals("{\"flagsVersion\":\"" + rules.current().version() + "\"}", second.body());
    }

    @Test
    void decisionsOfAVersionStayWhatTheyWere() throws Exception {
        RuleSet before = rules.current();
        HttpResponse<String> first = get(decisions(before, "{\"plan\":\"pro\"}"));
        assertEquals(200, first.statusCode(), first.body());
        assertEquals(FOR_EVER, header(first, "Cache-Control"));
        assertEquals(before.version().toString(), header(first, "X-Flags-Version"));
        assertTrue(first.body().contains("\"value\":20") && first.body().contains("\"value\":true"), first.body());
        assertFalse(first.body().contains("eventStreams"), first.body());
        RuleSet after = rules.publish("off");
        assertEquals(first.body(), get(decisions(before, "{\"plan\":\"pro\"}")).body());
        assertTrue(get(decisions(after, "{\"plan\":\"pro\"}")).body().contains("\"value\":false"));
        assertEquals(304, get(decisions(before, "{\"plan\":\"pro\"}"), "If-None-Match", header(first, "ETag")).statusCode());
    }

    @Test
    void decisionsAreThoseOfBulkEvaluation() throws Exception {
        HttpRequest bulk = HttpRequest.newBuilder(host.address().resolve("/ofrep/v1/evaluate/flags"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"context\": {\"plan\": \"pro\"}}"))
                .build();
        String whole = client.send(bulk, BodyHandlers.ofString()).body();
        String alone = get(decisions(rules.current(), "{\"plan\":\"pro\"}")).body();
        assertEquals(alone, whole.replaceFirst(",\"eventStreams\":\\[.*?\\]", ""));
    }

    @Test
    void aVersionThatIsForgottenOrNeverWasIsNotFoundAndThatIsNotKept() throws Exception {
        RuleSet first = rules.current();
        RuleSet second = rules.publish("off");
        assertEquals(200, get(decisions(first, "{}")).statusCode());
        IntStream.range(0, 8).forEach(i -> {
            rules.publish(Rules.read(Rules.json("on").replace("20", String.valueOf(100 + i))));
            feed.changed();
        });
        HttpResponse<String> forgotten = get(decisions(second, "{}"));
        assertEquals(404, forgotten.statusCode());
        assertEquals("no-store", header(forgotten, "Cache-Control"));
        assertEquals(404, get("/flags/v1/decisions/99-" + "0".repeat(64) + "/e30").statusCode());
        assertEquals(400, get("/flags/v1/decisions/latest/e30").statusCode());
    }

    @Test
    void aContextThatIsNoObjectIsRefused() throws Exception {
        String path = "/flags/v1/decisions/" + rules.current().version() + "/";
        for (String context : List.of("W10", "bm8", "%25%25", "e30=e30")) {
            assertEquals(400, get(path + context).statusCode(), context);
        }
        assertEquals(200, get(path + "e30").statusCode());
        assertEquals(200, get(path + "e30=").statusCode());
    }

    @Test
    void decisionsThatDependOnTheTimeAreNotKept() throws Exception {
        rules.publish(Rules.read(Rules.json("on").replace("\"targeting\": {\"if\": [{\"==\": [{\"var\": \"plan\"}, \"pro\"]}", "\"targeting\": {\"if\": [{\">\": [{\"var\": \"$flagd.timestamp\"}, 9]}")));
        assertEquals("public, max-age=1", header(get(decisions(rules.current(), "{}")), "Cache-Control"));
    }

    @Test
    void aReaderWithANewerVersionMakesTheServerLook() throws Exception {
        RuleSet next = rules.publishElsewhere(Rules.document("off"));
        assertEquals("{\"flagsVersion\":\"" + rules.current().version() + "\"}", get("/flags/v1/version").body());
        assertEquals(200, get(decisions(next, "{}")).statusCode());
        assertEquals(next, rules.current());
        clock.pass(Duration.ofSeconds(1));
        RuleSet later = rules.publishElsewhere(Rules.document("on"));
        assertTrue(get("/flags/v1/version", "X-Flags-Version", later.version().toString()).body().contains(later.version().toString()));
    }

    @Test
    void readersWhoInventVersionsDoNotKeepTheServerLooking() throws Exception {
        String invented = "98-" + "0".repeat(64);
        get("/flags/v1/version", "X-Flags-Version", invented);
        RuleSet next = rules.publishElsewhere(Rules.document("off"));
        get("/flags/v1/version", "X-Flags-Version", "99-" + "0".repeat(64));
        assertNotEquals(next, rules.current());
        clock.pass(Duration.ofMillis(20));
        get("/flags/v1/version", "X-Flags-Version", invented);
        assertEquals(next, rules.current());
    }

    @Test
    void whatIsNoVersionIsIgnored() throws Exception {
        for (String header : List.of("x", "-1", "5", "99999999999999999999-" + "0".repeat(64))) {
            assertEquals(200, get("/flags/v1/version", "X-Flags-Version", header).statusCode());
        }
    }

    @Test
    void rulesAreForWhoeverMayAndNeverForBrowsers() throws Exception {
        assertEquals(401, get("/flags/v1/rules").statusCode());
        HttpResponse<String> first = get("/flags/v1/rules", "Authorization", "Bearer reader");
        assertEquals(200, first.statusCode());
        assertEquals(rules.current().json(), first.body());
        assertEquals("\"" + rules.current().version() + "\"", header(first, "ETag"));
        assertEquals(rules.current().version().toString(), header(first, "X-Flags-Version"));
        assertEquals(304, get("/flags/v1/rules", "Authorization", "Bearer reader", "If-None-Match", header(first, "ETag")).statusCode());
        assertEquals(403, get("/flags/v1/rules", "Authorization", "Bearer reader", "Sec-Fetch-Mode", "cors").statusCode());
        assertEquals(403, get("/flags/v1/rules", "Authorization", "Bearer reader", "Origin", "https://shop.example").statusCode());
    }

    @Test
    void environmentsLieUnderTheirOwnPathsAndOfferTheirOwnStreams() throws Exception {
        FlagFeed other = new FlagFeed(new Rules("off"), clock);
        DeliveryRoutes routes = DeliveryRoutes.at(
                "/flags/{project}/{environment}",
                call -> {
                    if (!call.path("project").equals("shop")) {
                        throw new HoldfastException(ErrorCode.NOT_FOUND, "there is no such project", "see /api/v1/flags");
                    }
                    return call.path("environment").equals("test") ? other : feed;
                },
                new Access.Public(),
                new Access.SignedIn());
        try (HttpHost many = HttpHost.local(routes.routes(), credentials -> Caller.anonymous(credentials.address()))) {
            HttpRequest.Builder request = HttpRequest.newBuilder().header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}"));
            String production = client.send(request.uri(many.address().resolve("/flags/shop/production/ofrep/v1/evaluate/flags")).build(), BodyHandlers.ofString()).body();
            String test = client.send(request.uri(many.address().resolve("/flags/shop/test/ofrep/v1/evaluate/flags")).build(), BodyHandlers.ofString()).body();
            assertTrue(production.contains("\"requestUri\":\"/flags/shop/production/flags/v1/events\"") && production.contains("\"value\":true"), production);
            assertTrue(test.contains("\"requestUri\":\"/flags/shop/test/flags/v1/events\"") && test.contains("\"value\":false"), test);
            assertEquals(404, client.send(request.uri(many.address().resolve("/flags/other/test/ofrep/v1/evaluate/flags")).build(), BodyHandlers.ofString()).statusCode());
        }
    }
}
