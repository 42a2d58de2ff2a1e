package dev.holdfast.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a server does, flags are read, and never a value that was not published. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TroubleTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final EvaluationContext ANN = new EvaluationContext(Map.of("targetingKey", "ann"));
    private static final RuleSet OTHER = RuleSet.publish(ShopDocument.pay("off"), 20);

    private final Ears ears = new Ears();
    private final CountDownLatch over = new CountDownLatch(1);
    private Site site;

    @BeforeEach
    void start() throws IOException {
        site = Site.open(ShopDocument.pay("on"), 10);
    }

    @AfterEach
    void stop() {
        over.countDown();
        site.close();
    }

    private Flags open() throws InterruptedException {
        Flags flags = Flags.open(FlagsOptions.of(site.address()).withTiming(Ears.QUICK), ears);
        assertTrue(flags.await(LONG));
        return flags;
    }

    /** Answers that must not be believed. The rules they are about would turn {@code pay} off. */
    enum Fault {
        GARBAGE,
        EMPTY,
        TRUNCATED,
        WRONG_DIGEST,
        NO_VERSION,
        UNSOUND,
        HUGE,
        HUGE_UNANNOUNCED,
        OLDER,
        SAME_NUMBER,
        CUT_OFF,
        SERVER_ERROR,
        REDIRECTED,
        FORBIDDEN,
        UNASKED_304_TO_NOTHING
    }

    private HttpHandler handler(Fault fault) {
        String version = OTHER.version().toString();
        String json = OTHER.json();
        return switch (fault) {
            case GARBAGE -> exchange -> Site.answer(exchange, version, "<html>Sign in to the network</html>");
            case EMPTY -> exchange -> Site.answer(exchange, version, "");
            case TRUNCATED -> exchange -> Site.answer(exchange, version, json.substring(0, json.length() / 2));
            case WRONG_DIGEST -> exchange -> Site.answer(exchange, "20-" + "0".repeat(64), json);
            case NO_VERSION -> exchange -> Site.answer(exchange, "", json);
            case UNSOUND -> exchange -> Site.answer(exchange, version, json.replace("\"off\"", "\"of\""));
            case HUGE -> exchange -> Site.answer(exchange, version, json + " ".repeat(FlagDocument.LIMIT_BYTES));
            case HUGE_UNANNOUNCED -> this::endless;
            case OLDER -> exchange -> Site.answer(exchange, older().version().toString(), older().json());
            case SAME_NUMBER -> exchange -> Site.answer(exchange, sameNumber().version().toString(), sameNumber().json());
            case CUT_OFF -> exchange -> {
                exchange.getResponseHeaders().set("X-Flags-Version", version);
                exchange.sendResponseHeaders(200, json.length() + 100);
                exchange.getResponseBody().write(json.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            };
            case SERVER_ERROR -> exchange -> exchange.sendResponseHeaders(500, -1);
            case REDIRECTED -> exchange -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(302, -1);
            };
            case FORBIDDEN -> exchange -> exchange.sendResponseHeaders(403, -1);
            case UNASKED_304_TO_NOTHING -> exchange -> exchange.sendResponseHeaders(exchange.getRequestHeaders().containsKey("If-None-Match") ? 500 : 304, -1);
        };
    }

    private static RuleSet older() {
        return RuleSet.publish(ShopDocument.pay("off"), 9);
    }

    private static RuleSet sameNumber() {
        return RuleSet.publish(ShopDocument.pay("off"), 10);
    }

    private void endless(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("X-Flags-Version", OTHER.version().toString());
        exchange.sendResponseHeaders(200, 0);
        byte[] spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        while (over.getCount() > 0) {
            exchange.getResponseBody().write(spaces);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void readsGoOnWhateverIsAnsweredAndTheTruthIsTakenAfterwards(Fault fault) throws Exception {
        try (Flags flags = open()) {
            site.misbehave(handler(fault));
            assertTrue(flags.refresh(Optional.empty(), LONG));
            assertTrue(flags.refresh(Optional.empty(), LONG));
            assertTrue(flags.truth("pay", false, ANN), "the value that was published last");
            assertEquals(FlagsState.STALE, flags.state());
            assertEquals(10, flags.version().orElseThrow().sequence());
            site.behave();
            site.publish(ShopDocument.pay("off"), 30);
            assertTrue(flags.refresh(Optional.empty(), LONG));
            assertFalse(flags.truth("pay", true, ANN));
            assertEquals(FlagsState.READY, flags.state());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = {"OLDER", "SAME_NUMBER"})
    void aFirstAnswerOfNoUseLeavesTheDefaults(Fault fault) throws Exception {
        site.misbehave(handler(fault));
        FlagsOptions options = FlagsOptions.of(site.address()).withTiming(Ears.QUICK).withDefaults(ShopDocument.pay("on"));
        try (Flags flags = Flags.open(options, ears)) {
            assertTrue(flags.truth("pay", false, ANN), "the default, at once");
            assertTrue(flags.await(LONG));
            assertTrue(flags.truth("pay", false, ANN), "the default");
            assertEquals(FlagsState.STALE, flags.state());
            assertTrue(flags.version().isEmpty());
            site.behave();
            ears.await(FlagsState.READY);
        }
    }

    /** A replica that lags answers now and then; nobody need hear of it. */
    @Test
    void oneOlderAnswerAloneDoesNotMakeFlagsStale() throws Exception {
        Duration never = Duration.ofHours(10);
        Timing once = new Timing(never, never, LONG, never, never, never, Duration.ZERO);
        try (Flags flags = Flags.open(FlagsOptions.of(site.address()).withTiming(once), ears)) {
            assertTrue(flags.await(LONG));
            site.misbehave(handler(Fault.OLDER));
            assertTrue(flags.refresh(Optional.empty(), LONG));
            assertEquals(FlagsState.READY, flags.state());
            assertTrue(flags.truth("pay", false, ANN));
            assertTrue(flags.refresh(Optional.empty(), LONG));
            assertEquals(FlagsState.STALE, flags.state(), "it is the only server, and it has lost something");
            assertTrue(flags.truth("pay", false, ANN));
        }
    }

    @Test
    void aServerThatIsKilledAndStartedAgainLosesNoChange() throws Exception {
        site.streaming();
        try (Flags flags = open()) {
            ears.await(FlagsState.READY);
            site.kill();
            ears.await(FlagsState.STALE);
            assertTrue(flags.truth("pay", false, ANN));
            site.publish(ShopDocument.pay("off"), 11);
            site.restart();
            ears.await(FlagsState.READY);
            assertFalse(flags.truth("pay", true, ANN));
        }
    }

    @Test
    void aServerThatIsNotThereAtFirstIsFoundLater() throws Exception {
        site.kill();
        try (Flags flags = open()) {
            assertEquals(FlagsState.ERROR, flags.state());
            assertFalse(flags.isKnown());
            assertTrue(flags.truth("pay", true, ANN));
            assertFalse(flags.truth("pay", false, ANN));
            site.restart();
            ears.await(FlagsState.READY);
            assertTrue(flags.truth("pay", false, ANN));
        }
    }

    @Test
    void aServerThatTakesQuestionsAndNeverAnswersIsGivenUp() throws Exception {
        try (Flags flags = open()) {
            site.misbehave(exchange -> hang());
            assertTrue(flags.refresh(Optional.empty(), LONG));
            assertEquals(FlagsState.STALE, flags.state());
            assertTrue(flags.truth("pay", false, ANN));
            site.behave();
            ears.await(FlagsState.READY);
            ears.await(FlagsState.STALE);
            ears.await(FlagsState.READY);
        }
    }

    @Test
    void anAnswerThatStopsInTheMiddleIsGivenUp() throws Exception {
        try (Flags flags = open()) {
            site.misbehave(exchange -> {
                exchange.getResponseHeaders().set("X-Flags-Version", OTHER.version().toString());
                exchange.sendResponseHeaders(200, OTHER.json().length());
                exchange.getResponseBody().write(OTHER.json().substring(0, 20).getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                hang();
            });
            assertTrue(flags.refresh(Optional.empty(), LONG));
            assertEquals(FlagsState.STALE, flags.state());
            assertTrue(flags.truth("pay", false, ANN));
        }
    }

    private void hang() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aServerThatWantsToBeLeftAloneIsLeftAlone() throws Exception {
        try (Flags flags = open()) {
            site.misbehave(exchange -> {
                exchange.getResponseHeaders().set("Retry-After", "600");
                exchange.sendResponseHeaders(503, -1);
            });
            assertTrue(flags.refresh(Optional.empty(), LONG));
            int asked = site.questions();
            for (int i = 0; i < 100; i++) {
                assertFalse(flags.refresh(Optional.empty(), Duration.ofSeconds(5)), "said at once that there will be no answer");
            }
            assertEquals(asked, site.questions());
            assertTrue(flags.truth("pay", false, ANN));
        }
    }

    @Test
    void endingDoesNotWaitForAServerThatHangs() throws Exception {
        site.misbehave(exchange -> hang());
        FlagsOptions options = FlagsOptions.of(site.address()).withTiming(Ears.QUICK);
        long beganNanos = System.nanoTime();
        Flags.open(options).close();
        assertTrue(System.nanoTime() - beganNanos < TimeUnit.SECONDS.toNanos(10));
    }
}
