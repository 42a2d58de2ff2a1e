package dev.holdfast.flags.sticky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.core.time.Clock;
import dev.holdfast.flags.ShopDocument;
import dev.holdfast.flags.Site;
import dev.holdfast.flags.wire.AssignmentRequest;
import dev.holdfast.flags.wire.AssignmentRequest.Answer;
import dev.holdfast.flags.wire.AssignmentRequest.Question;
import dev.holdfast.flags.wire.Endpoint;
import dev.holdfast.flags.wire.FlagsHttp;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is remembered of the server's answers, and for how long. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StickyVariantsTest {
    private static final StickyRules RULES = new StickyRules(Set.of("pay"), "targetingKey", Duration.ofSeconds(20), Duration.ofMinutes(5), 2);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Clock clock = new Clock() {
        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos.get());
        }

        @Override
        public long monotonicNanos() {
            return nanos.get();
        }
    };
    private Site site;
    private FlagsHttp http;
    private StickyVariants variants;

    @BeforeEach
    void start() throws IOException {
        site = Site.open(ShopDocument.pay("on"), 1);
        site.assign(Site.keeping("off"));
        http = new FlagsHttp(Endpoint.at(site.address()));
        variants = new StickyVariants(RULES, new AssignmentRequest(http, clock), clock);
    }

    @AfterEach
    void stop() {
        http.close();
        site.close();
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private void assertKept(String variant, String unit) {
        assertEquals(new Answer.Kept(variant), variants.of(new Question("pay", unit, "on")));
    }

    private void assertUnknown(String unit) {
        assertInstanceOf(Answer.Failed.class, variants.of(new Question("pay", unit, "on")));
    }

    @Test
    void anAnswerHoldsForItsTime() {
        assertKept("off", "ann");
        site.assign(Site.keeping("on"));
        pass(Duration.ofMinutes(5).minusMillis(1));
        assertKept("off", "ann");
        assertEquals(1, site.assignments().size());
        pass(Duration.ofMillis(1));
        assertKept("on", "ann");
    }

    @Test
    void whoCameLeastLatelyIsForgottenFirst() {
        assertKept("off", "ann");
        assertKept("off", "bob");
        assertKept("off", "ann");
        assertKept("off", "eve");
        assertEquals(3, site.assignments().size());
        assertKept("off", "ann");
        assertEquals(3, site.assignments().size());
        assertKept("off", "bob");
        assertEquals(4, site.assignments().size());
    }

    @Test
    void afterAFailureTheServerIsLeftAloneForAWhile() {
        site.assign(exchange -> exchange.sendResponseHeaders(503, -1));
        assertUnknown("ann");
        site.assign(Site.keeping("off"));
        assertUnknown("bob");
        assertEquals(1, site.assignments().size());
        pass(Duration.ofSeconds(3));
        assertKept("off", "ann");
    }

    @Test
    void itIsLeftAloneForAsLongAsItSays() {
        site.assign(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "30");
            exchange.sendResponseHeaders(429, -1);
        });
        assertUnknown("ann");
        site.assign(Site.keeping("off"));
        pass(Duration.ofSeconds(29));
        assertUnknown("ann");
        pass(Duration.ofSeconds(1));
        assertKept("off", "ann");
    }

    @Test
    void whatTheServerSaidLastHoldsWhileItIsAway() {
        assertKept("off", "ann");
        site.kill();
        pass(Duration.ofHours(1));
        assertKept("off", "ann");
        assertUnknown("bob");
    }

    @Test
    void anAnswerThatMakesNoSenseIsNone() {
        site.assign(exchange -> Site.answer(exchange, "1", "{\"variant\":3}"));
        assertUnknown("ann");
    }
}
