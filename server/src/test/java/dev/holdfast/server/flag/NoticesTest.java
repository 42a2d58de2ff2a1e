package dev.holdfast.server.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.http.HttpHost;
import dev.holdfast.server.http.TokenTable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What listeners hear, over real sockets. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class NoticesTest {
    private final Rules rules = new Rules("on");
    private final FlagFeed feed = new FlagFeed(rules, Clock.system());
    private final TokenTable tokens = TokenTable.of("t");
    private HttpHost host;
    private HttpClient client;

    @BeforeEach
    void start() {
        host = HttpHost.local(DeliveryRoutes.at("", call -> feed, new Access.SignedIn(), new Access.SignedIn()).routes(), tokens);
        // As browsers do without TLS: a connection for each listener.
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterEach
    void stop() {
        feed.close();
        host.close();
        client.close();
    }

    private URI events() {
        return host.address().resolve("/flags/v1/events");
    }

    private Ear listen(String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer reader"));
        all.addAll(List.of(headers));
        return Ear.open(client, events(), all.toArray(String[]::new));
    }

    private static String version(RuleSet of) {
        return "{\"type\":\"flagsVersion\",\"flagsVersion\":\"" + of.version() + "\"}";
    }

    private static String refetch(RuleSet of) {
        return "{\"type\":\"refetchEvaluation\",\"etag\":\"" + of.version() + "\"}";
    }

    @Test
    void theFirstThingIsTheVersionThenEachChange() throws Exception {
        try (Ear ear = listen()) {
            assertEquals(200, ear.response().statusCode());
            assertEquals("text/event-stream", ear.response().headers().firstValue("Content-Type").orElseThrow());
            assertEquals("no-store", ear.response().headers().firstValue("Cache-Control").orElseThrow());
            assertEquals(List.of("id: " + rules.current().version(), "event: message", "data: " + version(rules.current())), ear.block().orElseThrow());
            for (String pay : List.of("off", "on", "off")) {
                RuleSet next = rules.publish(pay);
                feed.changed();
                assertEquals(refetch(next), ear.next());
                assertEquals(version(next), ear.next());
            }
        }
    }

    @Test
    void whatIsNoChangeIsNotTold() throws Exception {
        try (Ear ear = listen()) {
            assertEquals(version(rules.current()), ear.next());
            feed.changed();
            feed.changed();
            RuleSet next = rules.publish("off");
            feed.changed();
            feed.changed();
            assertEquals(refetch(next), ear.next());
            assertEquals(version(next), ear.next());
            RuleSet last = rules.publish("on");
            feed.changed();
            assertEquals(refetch(last), ear.next());
        }
    }

    @Test
    void aChangeWhileNobodyWasConnectedIsFoundByTheVersionThatComesFirst() throws Exception {
        String heard;
        try (Ear ear = listen()) {
            heard = ear.block().orElseThrow().getFirst().substring("id: ".length());
        }
        RuleSet next = rules.publish("off");
        feed.changed();
        try (Ear ear = listen()) {
            assertEquals(version(next), ear.next());
        }
        // Clients that do not know what to do with a version are told to ask.
        try (Ear ear = listen("Last-Event-ID", heard)) {
            assertEquals(refetch(next), ear.next());
            assertEquals(version(next), ear.next());
        }
    }

    @Test
    void aListenerThatMissedNothingIsNotToldToAsk() throws Exception {
        try (Ear ear = listen("Last-Event-ID", rules.current().version().toString())) {
            assertEquals(version(rules.current()), ear.next());
        }
    }

    @Test
    void aListenerThatHeardOfANewerVersionMakesTheServerLookAndEverybodyHearsOfIt() throws Exception {
        try (Ear first = listen()) {
            assertEquals(version(rules.current()), first.next());
            RuleSet next = rules.publishElsewhere(Rules.document("off"));
            try (Ear second = listen("Last-Event-ID", next.version().toString())) {
                assertEquals(version(next), second.next());
            }
            assertEquals(refetch(next), first.next());
        }
    }

    @Test
    void silenceIsBroken() throws Exception {
        try (Ear ear = listen()) {
            ear.next();
            AtomicBoolean heard = new AtomicBoolean();
            // A beat is left out while something else is being sent, and what was read here may not be known to be sent there.
            Thread beats = Thread.startVirtualThread(() -> {
                while (!heard.get()) {
                    feed.beat();
                }
            });
            assertEquals(": still here", ear.line());
            heard.set(true);
            beats.join();
        }
    }

    @Test
    void whoMayNotListenAnyMoreIsShownOut() throws Exception {
        try (Ear ear = listen()) {
            ear.next();
            tokens.remove("reader");
            for (int i = 0; i < 4; i++) {
                feed.beat();
            }
            assertEquals(Optional.empty(), ear.block());
        }
        assertEquals(401, listen().response().statusCode());
    }

    @Test
    void theEndOfTheServerEndsTheStreamInOrder() throws Exception {
        try (Ear ear = listen()) {
            ear.next();
            feed.close();
            assertEquals(Optional.empty(), ear.block());
        }
    }

    @Test
    void whoLeavesIsForgotten() throws Exception {
        try (HttpClient leaving = HttpClient.newHttpClient()) {
            Ear ear = Ear.open(leaving, events(), "Authorization", "Bearer reader");
            ear.next();
            assertEquals(1, feed.listening());
            ear.close();
            leaving.shutdownNow();
        }
        while (feed.listening() > 0) {
            feed.beat();
            Thread.onSpinWait();
        }
        assertEquals(0, feed.listening());
    }

    @Test
    void manyHearTheSame() throws Exception {
        List<Ear> ears = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ears.add(listen());
            assertEquals(version(rules.current()), ears.getLast().next());
        }
        RuleSet next = rules.publish("off");
        feed.changed();
        for (Ear ear : ears) {
            assertEquals(refetch(next), ear.next());
            ear.close();
        }
    }

    @Test
    void listenersMayShareAConnection() throws Exception {
        try (HttpClient two = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
                Ear first = Ear.open(two, events(), "Authorization", "Bearer reader");
                Ear second = Ear.open(two, events(), "Authorization", "Bearer reader")) {
            assertEquals(HttpClient.Version.HTTP_2, second.response().version());
            first.next();
            second.next();
            RuleSet next = rules.publish("off");
            feed.changed();
            assertEquals(refetch(next), first.next());
            assertEquals(refetch(next), second.next());
        }
    }

    @Test
    void askingForTheHeadOpensNothing() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(events()).header("Authorization", "Bearer reader").HEAD().build();
        assertEquals(200, client.send(head, BodyHandlers.discarding()).statusCode());
        assertEquals(0, feed.listening());
    }

    @Test
    void aConnectionGoesOnAfterAStreamThatEndedInOrder() throws Exception {
        try (Ear ear = listen()) {
            ear.next();
            feed.close();
            assertTrue(ear.block().isEmpty());
        }
        HttpRequest version = HttpRequest.newBuilder(host.address().resolve("/flags/v1/version")).header("Authorization", "Bearer reader").build();
        assertEquals(200, client.send(version, BodyHandlers.discarding()).statusCode());
    }
}
