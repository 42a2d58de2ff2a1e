package dev.holdfast.server.flag;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.Evaluator;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.TimeUse;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.core.time.Clock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * One rule set with everything it can give already written as JSON, so that the answer for a context is bytes put one behind the other.
 * Thread-safe.
 */
final class ServedRules {
    private static final byte[] START = "{\"flags\":[".getBytes(StandardCharsets.UTF_8);
    private static final int ETAG_BYTES = 18;

    private final RuleSet rules;
    private final Evaluator evaluator;
    private final Clock clock;
    private final IdentityHashMap<Evaluation, byte[]> written = new IdentityHashMap<>();
    private final String version;
    private final Notice notice;
    private final String metadata;
    private final KnownTags tags = new KnownTags();

    ServedRules(RuleSet rules, Clock clock) {
        this.rules = rules;
        this.evaluator = new Evaluator(rules, clock);
        this.clock = clock;
        rules.outcomes().forEach(outcome -> written.put(outcome, OfrepBody.of(outcome)));
        this.version = rules.version().toString();
        this.notice = Notice.of(rules.version());
        this.metadata = rules.metadata().isEmpty() ? "" : ",\"metadata\":" + CanonicalJson.text(rules.metadata());
    }

    /**
     * The answer for all flags.
     *
     * @param tag names these bytes, with the quotes of HTTP
     */
    record Bulk(String tag, byte[] body) {}

    RuleSet rules() {
        return rules;
    }

    /** The name of the rule set, as headers and documents have it. */
    String version() {
        return version;
    }

    /** What listeners are told about it. */
    Notice notice() {
        return notice;
    }

    Evaluation evaluate(String key, EvaluationContext context) {
        return evaluator.evaluate(key, context);
    }

    /** The JSON of an evaluation that came from here. */
    byte[] json(Evaluation evaluation) {
        byte[] bytes = written.get(evaluation);
        return bytes == null ? OfrepBody.of(evaluation) : bytes;
    }

    /**
     * What all flags give, and by which tag the answer to this request is known.
     *
     * @param offer a member that stands beside the flags
     */
    Bulk bulk(byte[] request, EvaluationContext context, String offer) {
        long second = second();
        Bulk bulk = tagged(body(context, "," + offer));
        // Had the second changed meanwhile, the body could belong to either.
        if (second == second()) {
            tags.put(key(request, offer, second), bulk.tag());
        }
        return bulk;
    }

    /** The tag of the answer to this request, if it was answered lately; costs no evaluation. */
    Optional<String> known(byte[] request, String offer) {
        return Optional.ofNullable(tags.find(key(request, offer, second())));
    }

    /** What all flags give, and nothing besides. */
    Bulk decisions(EvaluationContext context) {
        return tagged(body(context, ""));
    }

    private static Bulk tagged(byte[] body) {
        return new Bulk("\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha256(body), ETAG_BYTES)) + "\"", body);
    }

    private long second() {
        return rules.time() == TimeUse.NEVER ? 0 : clock.now().getEpochSecond();
    }

    private byte[] body(EvaluationContext context, String more) {
        byte[] end = ("]" + more + metadata + "}").getBytes(StandardCharsets.UTF_8);
        List<byte[]> parts = new ArrayList<>();
        int length = START.length + end.length;
        for (Evaluation evaluation : evaluator.all(context)) {
            byte[] part = json(evaluation);
            parts.add(part);
            length += part.length + 1;
        }
        byte[] body = new byte[parts.isEmpty() ? length : length - 1];
        System.arraycopy(START, 0, body, 0, START.length);
        int at = START.length;
        for (int i = 0; i < parts.size(); i++) {
            byte[] part = parts.get(i);
            System.arraycopy(part, 0, body, at, part.length);
            at += part.length;
            if (i + 1 < parts.size()) {
                body[at++] = ',';
            }
        }
        System.arraycopy(end, 0, body, at, end.length);
        return body;
    }

    private static KnownTags.Key key(byte[] request, String offer, long second) {
        return new KnownTags.Key(new String(sha256(request), StandardCharsets.ISO_8859_1), offer, second);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
