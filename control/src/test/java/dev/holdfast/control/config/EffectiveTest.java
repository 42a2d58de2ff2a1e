package dev.holdfast.control.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.config.Effective.Origin;
import dev.holdfast.control.flag.json.CanonicalJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EffectiveTest {
    private static final String ALL =
            """
            {"settings": {
              "job.paused": {"value": true},
              "limit.upload.places": {"value": 40, "stage": {"value": 64, "cells": ["eu-1"]}},
              "limit.upload.patience": {"value": "60s"},
              "disk.buffer": {"value": "2M"},
              "log.level": {"stage": {"value": "error", "cells": ["eu-1"]}},
              "log.quiet": {"value": ["/metrics", "/health/live"]},
              "agent.bandwidth.upload": {"value": "1M"}
            }}""";

    @Test
    void eachKindOfValueArrivesAsItsType() {
        Effective effective = Samples.at(Samples.document(ALL), "one");
        assertTrue(effective.value(Samples.PAUSED));
        assertEquals(40L, effective.value(Samples.PLACES));
        assertEquals(Duration.ofMinutes(1), effective.value(Samples.PATIENCE));
        assertEquals(2L << 20, effective.value(Samples.BUFFER));
        assertEquals("info", effective.value(Samples.LEVEL));
        assertEquals("03:30", effective.value(Samples.WHEN));
        assertEquals(List.of("/metrics", "/health/live"), effective.value(Samples.QUIET));
    }

    @Test
    void aStageGoesBeforeTheValueForEverywhereAndThatBeforeTheDefault() {
        Effective staged = Samples.at(Samples.document(ALL), "one", "eu-1");
        Effective other = Samples.at(Samples.document(ALL), "one", "us-1");
        assertEquals(new Effective.Value(64.0, Origin.STAGE), staged.values().get("limit.upload.places"));
        assertEquals(new Effective.Value(40.0, Origin.EVERYWHERE), other.values().get("limit.upload.places"));
        assertEquals(new Effective.Value("error", Origin.STAGE), staged.values().get("log.level"));
        assertEquals(new Effective.Value("info", Origin.DEFAULT), other.values().get("log.level"));
    }

    @Test
    void anInstanceGetsTheSettingsOfItsKindAlone() {
        ConfigurationDocument document = Samples.document(ALL);
        assertFalse(Samples.at(document, "one").values().containsKey("agent.bandwidth.upload"));
        Effective agent = Effective.resolve(Samples.SCHEMA, document, new Instance(Applies.AGENT, "a", Set.of()));
        assertEquals(Map.of("agent.bandwidth.upload", 1048576.0), agent.given());
        assertEquals(1L << 20, agent.value(AgentSettings.UPLOAD));
    }

    @Test
    void theSameSettingsHaveTheSameDigestHoweverTheyAreWritten() {
        ConfigurationDocument one = Samples.document("{\"settings\":{\"limit.upload.patience\":{\"value\":\"60s\"},\"disk.buffer\":{\"value\":2097152}}}");
        ConfigurationDocument other = Samples.document("{\"settings\": {\"disk.buffer\": {\"value\": \"2 MiB\"}, \"limit.upload.patience\": {\"value\": \"1min\"}}}");
        assertEquals(one, other);
        assertEquals(one.version(3).digest(), other.version(4).digest());
        assertNotEquals(one.version(3).digest(), ConfigurationDocument.EMPTY.version(3).digest());
        assertEquals(Optional.of(one.version(3)), ConfigurationVersion.read(one.version(3).toString()));
    }

    @Test
    void aDocumentReadsBackAsWhatItWas() {
        ConfigurationDocument document = Samples.document(ALL);
        assertEquals(document, Samples.document(CanonicalJson.text(document.json())));
    }

    @Test
    void tagsTellWhatAnInstanceIsGivenApart() {
        ConfigurationDocument document = Samples.document(ALL);
        assertNotEquals(Samples.at(document, "one", "eu-1").tag(), Samples.at(document, "one", "us-1").tag());
        assertEquals(Samples.at(document, "one", "us-1").tag(), Samples.at(document, "two", "us-2").tag());
    }

    @Test
    void aDifferenceNamesWhatWasAddedChangedAndRemoved() {
        ConfigurationDocument before = Samples.document("{\"settings\":{\"log.level\":{\"value\":\"error\"},\"job.paused\":{\"value\":true},\"job.when\":{\"value\":\"01:00\"}}}");
        ConfigurationDocument after = Samples.document("{\"settings\":{\"log.level\":{\"value\":\"info\"},\"job.paused\":{\"value\":true},\"limit.upload.places\":{\"value\":2}}}");
        assertEquals(
                new Difference(List.of(
                        new Difference.Change("job.when", Optional.of(Entry.of("01:00")), Optional.empty()),
                        new Difference.Change("limit.upload.places", Optional.empty(), Optional.of(Entry.of(2.0))),
                        new Difference.Change("log.level", Optional.of(Entry.of("error")), Optional.of(Entry.of("info"))))),
                Difference.between(before, after));
        assertTrue(Difference.between(before, before).isEmpty());
    }

    @Test
    void lengthsOfTimeAndSizesReadBackInTheirOneForm() {
        for (String text : List.of("0s", "500ms", "1min30s", "2h", "1d", "8d1h1min1s1ms")) {
            assertEquals(text, DurationText.of(DurationText.read(text).orElseThrow()));
        }
        assertEquals(Optional.empty(), DurationText.read("1min1min"));
        assertEquals(Optional.empty(), DurationText.read("-1s"));
        assertEquals(Optional.empty(), DurationText.read(""));
        for (String text : List.of("0", "1", "1K", "10M", "1025", "3G", "1T")) {
            assertEquals(text, SizeText.of(SizeText.read(text).orElseThrow()));
        }
        assertEquals(Optional.empty(), SizeText.read("999999999T"));
    }

    @Test
    void anAgentIsNeverSlowedToAStandstill() {
        assertTrue(AgentSettings.UPLOAD.read(1024.0) instanceof Kind.Reading.Wrong<Long>);
        assertTrue(AgentSettings.UPLOAD.read(0.0) instanceof Kind.Reading.Value<Long>);
        assertTrue(AgentSettings.UPLOAD.read((double) AgentSettings.SLOWEST_BYTES) instanceof Kind.Reading.Value<Long>);
    }
}
