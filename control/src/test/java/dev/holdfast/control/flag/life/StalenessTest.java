package dev.holdfast.control.flag.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.life.Staleness.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StalenessTest {
    private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");
    private static final Staleness RULES = new Staleness(Duration.ofDays(90), Duration.ofDays(30));

    private static FlagDocument.Outcome read(String... metadata) {
        StringBuilder flags = new StringBuilder();
        for (int i = 0; i < metadata.length; i++) {
            flags.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":{\"state\":\"ENABLED\",\"variants\":{\"on\":true},\"defaultVariant\":\"on\",")
                    .append("\"metadata\":{").append(metadata[i]).append("}}");
        }
        return Conventions.read(("{\"flags\":{" + flags + "}}").getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, List<Reason>> report(Map<String, Instant> changed, String... metadata) {
        if (!(read(metadata) instanceof FlagDocument.Outcome.Accepted accepted)) {
            throw new AssertionError(read(metadata).toString());
        }
        Map<String, List<Reason>> report = new LinkedHashMap<>();
        RULES.report(accepted.document().flags().values(), changed, NOW).forEach(stale -> report.put(stale.key(), stale.reasons()));
        return report;
    }

    @Test
    void aFlagExpiresAtTheEndOfItsDay() {
        assertEquals(
                Map.of("f0", List.of(Reason.EXPIRED), "f2", List.of(Reason.EXPIRED)),
                report(Map.of(), "\"expires\":\"2026-06-29\"", "\"expires\":\"2026-06-30\"", "\"expires\":\"2026-06-30T12:00:00Z\""));
    }

    @Test
    void whatNobodyTouchedForLongIsSuspiciousUnlessItIsMeantToStay() {
        Map<String, Instant> changed = Map.of("f0", NOW.minus(Duration.ofDays(91)), "f1", NOW.minus(Duration.ofDays(91)), "f2", NOW);
        assertEquals(Map.of("f0", List.of(Reason.UNCHANGED)), report(changed, "", "\"permanent\":true", ""));
    }

    @Test
    void theEndOfALifeIsNamed() {
        Map<String, Instant> changed =
                Map.of("f0", NOW, "f1", NOW.minus(Duration.ofDays(31)), "f2", NOW.minus(Duration.ofDays(29)), "f3", NOW);
        assertEquals(
                Map.of("f0", List.of(Reason.FINISHED), "f1", List.of(Reason.FULL), "f3", List.of(Reason.FINISHED)),
                report(changed, "\"stage\":\"permanent\"", "\"stage\":\"100%\"", "\"stage\":\"100%\"", "\"stage\":\"archived\""));
    }

    @Test
    void metadataThatMeansNothingIsRefusedWithItsPlace() {
        for (String wrong : List.of("\"expires\":\"soon\"", "\"expires\":5", "\"hashVersion\":2", "\"bucketBy\":\"\"", "\"stage\":\"most\"")) {
            if (!(read("", wrong) instanceof FlagDocument.Outcome.Refused refused)) {
                throw new AssertionError(wrong + " is taken");
            }
            String name = wrong.substring(1, wrong.indexOf('"', 1));
            assertEquals("/flags/f1/metadata/" + name, refused.problems().getFirst().pointer().text());
            assertEquals(1, refused.problems().getFirst().place().line());
            assertEquals(true, refused.problems().getFirst().place().column() > 100, () -> refused.problems().toString());
        }
    }
}
