package dev.holdfast.server.flag;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.server.fixture.HandClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ServedRulesTest {
    private static final byte[] REQUEST = "{\"context\": {}}".getBytes(StandardCharsets.UTF_8);
    private static final String OFFER = "\"eventStreams\":[]";
    private static final byte[] OTHER = "{\"context\": {\"a\": 1}}".getBytes(StandardCharsets.UTF_8);

    private final HandClock clock = new HandClock();

    private ServedRules served(String targeting) {
        String json = "{\"flags\": {\"f\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"off\", "
                + "\"targeting\": " + targeting + "}}}";
        return switch (FlagDocument.read(json.getBytes(StandardCharsets.UTF_8))) {
            case FlagDocument.Outcome.Accepted accepted -> new ServedRules(RuleSet.publish(accepted.document(), 1), clock);
            case FlagDocument.Outcome.Refused refused -> throw new AssertionError(refused.problems().toString());
        };
    }

    @Test
    void whatWasAnsweredOnceIsKnownWithoutEvaluating() {
        ServedRules served = served("{}");
        assertEquals(Optional.empty(), served.known(REQUEST, OFFER, Keeping.NONE));
        ServedRules.Bulk bulk = served.bulk(REQUEST, EvaluationContext.EMPTY, OFFER, Keeping.NONE);
        assertEquals(Optional.of(bulk.tag()), served.known(REQUEST, OFFER, Keeping.NONE));
        assertEquals(Optional.empty(), served.known(OTHER, OFFER, Keeping.NONE));
    }

    @Test
    void whatDependsOnTheTimeIsKnownForItsSecondOnly() {
        long change = clock.now().getEpochSecond() + 1;
        ServedRules served = served("{\"if\": [{\">=\": [{\"var\": \"$flagd.timestamp\"}, " + change + "]}, \"on\"]}");
        ServedRules.Bulk before = served.bulk(REQUEST, EvaluationContext.EMPTY, OFFER, Keeping.NONE);
        clock.pass(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), served.known(REQUEST, OFFER, Keeping.NONE));
        assertNotEquals(before.tag(), served.bulk(REQUEST, EvaluationContext.EMPTY, OFFER, Keeping.NONE).tag());
    }

    /** Who keeps a variant of the flag. */
    private record Keeps(Set<String> flags, String variant) implements Keeping {
        @Override
        public Optional<String> variant(String flag, EvaluationContext context, String assigned) {
            return Optional.of(variant);
        }
    }

    @Test
    void whatIsKeptIsInTheAnswerAndInItsTag() {
        ServedRules served = served("{\"fractional\": [[\"on\", 100], [\"off\", 0]]}");
        EvaluationContext ann = new EvaluationContext(Map.of("targetingKey", "ann"));
        ServedRules.Bulk ruled = served.bulk(REQUEST, ann, OFFER, Keeping.NONE);
        ServedRules.Bulk off = served.bulk(REQUEST, ann, OFFER, new Keeps(Set.of("f"), "off"));
        ServedRules.Bulk on = served.bulk(REQUEST, ann, OFFER, new Keeps(Set.of("f"), "on"));
        ServedRules.Bulk other = served.bulk(REQUEST, ann, OFFER, new Keeps(Set.of("g"), "off"));
        String body = new String(off.body(), StandardCharsets.UTF_8);
        assertTrue(body.contains("{\"key\":\"f\",\"metadata\":{\"kept\":true},\"reason\":\"SPLIT\",\"value\":false,\"variant\":\"off\"}"), body);
        assertEquals(3, Set.of(ruled.tag(), off.tag(), on.tag()).size(), "an answer says whether its variant is kept");
        assertEquals(ruled.tag(), other.tag());
        assertEquals("off", served.evaluate("f", ann, new Keeps(Set.of("f"), "off")).variant());
        assertArrayEquals(ruled.body(), served.bulk(REQUEST, ann, OFFER, Keeping.NONE).body());
    }

    @Test
    void anAnswerInWhichSomethingMayBeKeptIsNotKnownByItsRequest() {
        ServedRules served = served("{\"fractional\": [[\"on\", 100], [\"off\", 0]]}");
        Keeping keeps = new Keeps(Set.of("f"), "off");
        served.bulk(REQUEST, EvaluationContext.EMPTY, OFFER, keeps);
        assertEquals(Optional.empty(), served.known(REQUEST, OFFER, Keeping.NONE));
        String tag = served.bulk(REQUEST, EvaluationContext.EMPTY, OFFER, Keeping.NONE).tag();
        assertEquals(Optional.empty(), served.known(REQUEST, OFFER, keeps));
        assertEquals(Optional.of(tag), served.known(REQUEST, OFFER, Keeping.NONE));
    }

    @Test
    void tagsThatAreNotAskedForAreForgotten() {
        KnownTags tags = new KnownTags();
        KnownTags.Key kept = new KnownTags.Key("kept", "", 0);
        KnownTags.Key left = new KnownTags.Key("left", "", 0);
        tags.put(kept, "k");
        tags.put(left, "l");
        for (int i = 0; i < 120_000; i++) {
            tags.put(new KnownTags.Key("other " + i, "", 0), "o");
            if (i % 10_000 == 0) {
                assertEquals("k", tags.find(kept));
            }
        }
        assertNull(tags.find(left));
    }
}
