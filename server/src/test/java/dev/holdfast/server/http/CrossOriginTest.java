package dev.holdfast.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Origins;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which pages of other origins may use what, over real sockets. */
final class CrossOriginTest {
    private static final String SHOP = "https://shop.example";
    private static final String OTHER = "https://other.example";
    private static final Origins OF_SHOP = Origins.always(Set.of(SHOP));

    private HttpHost host;
    private HttpClient client;

    @BeforeEach
    void start() {
        host = HttpHost.local(
                List.of(
                        post("/shared", new Access.Public()).origins(OF_SHOP).handle(call -> Reply.empty(204)),
                        post("/known", new Access.SignedIn()).origins(OF_SHOP).handle(call -> Reply.empty(204)),
                        post("/open", new Access.Public()).origins(Origins.always(Set.of(Origins.ANY))).handle(call -> Reply.empty(204)),
                        post("/own", new Access.Public()).handle(call -> Reply.empty(204)),
                        post("/busy", new Access.Public()).origins(OF_SHOP).handle(call -> {
                            throw new HoldfastException(ErrorCode.OVERLOADED, "too much", "try later");
                        }),
                        post("/of/{name}", new Access.Public())
                                .origins(new Origins(variables -> "shop".equals(variables.get("name")) ? Set.of(SHOP) : Set.of(OTHER)))
                                .handle(call -> Reply.empty(204))),
                TokenTable.of("t"));
        client = HttpClient.newHttpClient();
    }

    private static Route.Draft post(String path, Access access) {
        return Route.of(Method.POST, path, access, "Does nothing.").takes(BodyRule.NONE).answers(Answer.empty(204, "nothing"));
    }

    @AfterEach
    void stop() {
        client.close();
        host.close();
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        return client.send(
                HttpRequest.newBuilder(host.address().resolve(path)).method(method, BodyPublishers.noBody()).headers(headers).build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> preflight(String path, String origin, String method) throws Exception {
        return send("OPTIONS", path, "Origin", origin, "Access-Control-Request-Method", method, "Access-Control-Request-Headers", "content-type,x-flags-version");
    }

    private static Optional<String> header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name);
    }

    @Test
    void aBrowserThatAsksBeforehandIsToldWhatThePageMaySend() throws Exception {
        HttpResponse<String> told = preflight("/shared", SHOP, "POST");
        assertEquals(204, told.statusCode());
        assertEquals(Optional.of(SHOP), header(told, "Access-Control-Allow-Origin"));
        assertEquals(Optional.of("POST"), header(told, "Access-Control-Allow-Methods"));
        assertEquals(
                Optional.of("Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Flags-Version"), header(told, "Access-Control-Allow-Headers"));
        assertEquals(Optional.of("Origin"), header(told, "Vary"));
        assertEquals(Optional.empty(), header(told, "Access-Control-Allow-Credentials"));
    }

    @Test
    void otherPagesMethodsAndOperationsAreNotAllowed() throws Exception {
        for (HttpResponse<String> told : List.of(
                preflight("/shared", OTHER, "POST"),
                preflight("/shared", "null", "POST"),
                preflight("/shared", SHOP, "DELETE"),
                preflight("/own", SHOP, "POST"),
                preflight("/nowhere", SHOP, "POST"))) {
            assertEquals(501, told.statusCode());
            assertEquals(Optional.empty(), header(told, "Access-Control-Allow-Origin"));
        }
    }

    @Test
    void thePageMayReadTheAnswerAndWhatItNeedsOfTheHead() throws Exception {
        HttpResponse<String> answer = send("POST", "/shared", "Origin", SHOP, "Sec-Fetch-Site", "cross-site");
        assertEquals(204, answer.statusCode());
        assertEquals(Optional.of(SHOP), header(answer, "Access-Control-Allow-Origin"));
        assertEquals(Optional.of("ETag, Retry-After, X-Flags-Version"), header(answer, "Access-Control-Expose-Headers"));
    }

    @Test
    void failuresCanBeReadToo() throws Exception {
        HttpResponse<String> busy = send("POST", "/busy", "Origin", SHOP);
        assertEquals(429, busy.statusCode());
        assertEquals(Optional.of("1"), header(busy, "Retry-After"));
        assertEquals(Optional.of(SHOP), header(busy, "Access-Control-Allow-Origin"));
        HttpResponse<String> unknown = send("POST", "/known", "Origin", SHOP);
        assertEquals(401, unknown.statusCode());
        assertEquals(Optional.of(SHOP), header(unknown, "Access-Control-Allow-Origin"));
    }

    @Test
    void cachesDoNotGiveOnePageWhatWasAnsweredToAnother() throws Exception {
        assertEquals(Optional.of("Origin"), header(send("POST", "/shared", "Accept", "*/*"), "Vary"));
        HttpResponse<String> open = send("POST", "/open", "Origin", OTHER);
        assertEquals(Optional.of("*"), header(open, "Access-Control-Allow-Origin"));
        assertEquals(Optional.empty(), header(open, "Vary"));
    }

    @Test
    void otherPagesAreRefusedWhereTheyWereBefore() throws Exception {
        assertEquals(403, send("POST", "/shared", "Origin", OTHER).statusCode());
        assertEquals(403, send("POST", "/own", "Origin", SHOP).statusCode());
        assertEquals(403, send("POST", "/own", "Sec-Fetch-Site", "cross-site").statusCode());
        assertEquals(204, send("POST", "/shared", "Origin", host.address().toString()).statusCode());
    }

    @Test
    void aCookieIsWorthNothingFromAnotherOrigin() throws Exception {
        assertEquals(204, send("POST", "/known", "Cookie", "holdfast_session=reader", "Origin", host.address().toString()).statusCode());
        assertEquals(403, send("POST", "/known", "Cookie", "holdfast_session=reader", "Origin", SHOP).statusCode());
        assertEquals(204, send("POST", "/known", "Authorization", "Bearer reader", "Origin", SHOP).statusCode());
    }

    @Test
    void thePathDecidesWhoseTheOperationIs() throws Exception {
        assertEquals(204, send("POST", "/of/shop", "Origin", SHOP).statusCode());
        assertEquals(403, send("POST", "/of/other", "Origin", SHOP).statusCode());
        assertEquals(204, preflight("/of/shop", SHOP, "POST").statusCode());
        assertEquals(501, preflight("/of/other", SHOP, "POST").statusCode());
    }
}
