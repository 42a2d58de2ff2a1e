package dev.holdfast.server.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.server.fixture.HandClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
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
        assertEquals(Optional.empty(), served.known(REQUEST, OFFER));
        ServedRules.Bulk bulk = served.bulk(REQUEST, EvaluationContext.EMPTY, OFFER);
        assertEquals(Optional.of(bulk.tag()), served.known(REQUEST, OFFER));
        assertEquals(Optional.empty(), served.known(OTHER, OFFER));
    }

    @Test
    void whatDependsOnTheTimeIsKnownForItsSecondOnly() {
        long change = clock.now().getEpochSecond() + 1;
        ServedRules served = served("{\"if\": [{\">=\": [{\"var\": \"$flagd.timestamp\"}, " + change + "]}, \"on\"]}");
        ServedRules.Bulk before = served.bulk(REQUEST, EvaluationContext.EMPTY, OFFER);
        clock.pass(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), served.known(REQUEST, OFFER));
        assertNotEquals(before.tag(), served.bulk(REQUEST, EvaluationContext.EMPTY, OFFER).tag());
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
