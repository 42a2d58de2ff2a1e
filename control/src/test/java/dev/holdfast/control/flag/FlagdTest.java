package dev.holdfast.control.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.control.flag.oracle.Oracle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares with flagd's own library: what it refuses is refused, and what it gives is given. */
final class FlagdTest {
    private static final int DOCUMENTS = 150;
    private static final int FLAGS = 10;
    private static final int CONTEXTS = 12;
    private static final int MUTATIONS = 4_000;

    private static @Nullable Oracle oracle;

    @BeforeAll
    static void startOracle() {
        oracle = Oracle.start();
    }

    @AfterAll
    static void stopOracle() {
        oracle().close();
    }

    private static Oracle oracle() {
        return Objects.requireNonNull(oracle);
    }

    @Test
    void randomFlagsGiveWhatFlagdGives() {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        Random random = new Random(seed);
        RandomFlags flags = new RandomFlags(random);
        int compared = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String json = CanonicalJson.text(flags.document(FLAGS));
            if (!(FlagDocument.read(json.getBytes(StandardCharsets.UTF_8)) instanceof FlagDocument.Outcome.Accepted accepted)) {
                // A random rule may well have a clause that is never reached.
                continue;
            }
            Evaluator evaluator = new Evaluator(RuleSet.publish(accepted.document(), i), Published.clock(Published.NOW_SECONDS));
            List<Map<String, @Nullable Object>> contexts = new ArrayList<>();
            for (int c = 0; c < CONTEXTS; c++) {
                contexts.add(flags.context());
            }
            List<?> expected = oracle().flagd(json, contexts);
            for (int c = 0; c < CONTEXTS; c++) {
                EvaluationContext context = EvaluationContext.of(contexts.get(c)).orElseThrow();
                List<String> given = evaluator.all(context).stream().map(FlagdTest::shown).toList();
                List<String> wanted = ((List<?>) Objects.requireNonNull(expected.get(c))).stream().map(one -> shown((Map<?, ?>) one)).toList();
                String where = "-Dholdfast.seed=" + seed + " on " + CanonicalJson.text(contexts.get(c)) + " in " + json;
                assertEquals(String.join("\n", wanted), String.join("\n", given), where);
                compared += given.size();
            }
        }
        int count = compared;
        assertTrue(count > DOCUMENTS * FLAGS * CONTEXTS / 2, () -> "only " + count + " evaluations were compared (seed " + seed + ")");
    }

    /** The same with keys in an order that does not change from run to run. */
    private static @Nullable Object replayable(Object document) {
        return JsonText.value(CanonicalJson.bytes(document)) instanceof Parsed.Document read ? read.value() : null;
    }

    private static String shown(Evaluation evaluation) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("key", evaluation.key());
        shown.put("value", evaluation.value());
        shown.put("variant", evaluation.variant());
        // flagd does not tell assignments apart.
        shown.put("reason", evaluation.reason() == Reason.SPLIT ? Reason.TARGETING_MATCH.name() : evaluation.reason().name());
        shown.put("fault", evaluation.fault() == null ? null : evaluation.fault().code().name());
        shown.put("metadata", evaluation.metadata());
        return CanonicalJson.text(shown);
    }

    private static String shown(Map<?, ?> resolution) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("key", resolution.get("key"));
        // Without a variant the library hands back the program's own default, which is not the flag's.
        shown.put("value", resolution.get("variant") == null ? null : resolution.get("value"));
        shown.put("variant", resolution.get("variant"));
        shown.put("reason", resolution.get("reason"));
        shown.put("fault", resolution.get("errorCode"));
        shown.put("metadata", resolution.get("flagMetadata"));
        return CanonicalJson.text(shown);
    }

    /** Nothing that Holdfast serves would another program that reads flagd's format refuse, and the other way round for what is broken. */
    @Test
    void whatThePublishedSchemaRefusesIsRefused() {
        long seed = Long.getLong("holdfast.seed", System.nanoTime());
        Random random = new Random(seed);
        RandomFlags flags = new RandomFlags(random);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Object document = flags.document(2);
            String json = CanonicalJson.text(i % 20 == 0 ? document : new RandomDamage(random).damaged(replayable(document)));
            boolean accepted = FlagDocument.read(json.getBytes(StandardCharsets.UTF_8)) instanceof FlagDocument.Outcome.Accepted;
            Map<?, ?> schema = oracle().schema(json);
            if (Boolean.FALSE.equals(schema.get("valid"))) {
                refused++;
                assertTrue(!accepted, () -> "-Dholdfast.seed=" + seed + ": the schema refuses " + json + ": " + schema.get("error"));
            }
        }
        int count = refused;
        assertTrue(count > MUTATIONS / 4, () -> "the schema refused only " + count + " (seed " + seed + ")");
    }
}
