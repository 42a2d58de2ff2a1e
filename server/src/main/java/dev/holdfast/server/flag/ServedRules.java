package dev.holdfast.server.flag;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.Evaluator;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.TimeUse;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.core.time.Clock;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One rule set with everything it can give already written as JSON, so that the answer for a context is bytes put one behind the other.
 * Thread-safe.
 */
final class ServedRules {
    private static final int MOST_LEFT = 1_000;
    private static final int MOST_OUTCOMES = 16;

    private final RuleSet rules;
    private final Evaluator evaluator;
    private final Clock clock;
    private final IdentityHashMap<Evaluation, Written> written;
    private final String version;
    private final Notice notice;
    private final String metadata;
    /** By the offer in it: one for each path under which the rules are served. */
    private final Map<String, Written> ends = new ConcurrentHashMap<>();

    private final Written plainEnd;
    private final KnownTags tags = new KnownTags();

    ServedRules(RuleSet rules, Clock clock) {
        this(rules, clock, new IdentityHashMap<>());
    }

    /** {@code known} is taken over; what is in it for flags that are still the same objects is right. */
    private ServedRules(RuleSet rules, Clock clock, IdentityHashMap<Evaluation, Written> known) {
        this.rules = rules;
        this.evaluator = new Evaluator(rules, clock);
        this.clock = clock;
        this.written = known;
        rules.fallbacks((key, fallback) -> {
            if (!known.containsKey(fallback)) {
                rules.outcomes(key).forEach(outcome -> known.put(outcome, Written.of(OfrepBody.of(outcome))));
            }
        });
        this.version = rules.version().toString();
        this.notice = Notice.of(rules.version());
        this.metadata = rules.metadata().isEmpty() ? "" : ",\"metadata\":" + CanonicalJson.text(rules.metadata());
        this.plainEnd = end("");
    }

    /** The rules that follow these: what flags gave before and still can is not written again. */
    ServedRules followedBy(RuleSet next) {
        // What flags gave that are no more stays for a while, which costs less than finding it.
        boolean isCrowded = written.size() > MOST_LEFT + MOST_OUTCOMES * next.keys().size();
        return new ServedRules(next, clock, isCrowded ? new IdentityHashMap<>() : copy(written));
    }

    @SuppressWarnings("unchecked") // A clone of a map is one of the same kind.
    private static IdentityHashMap<Evaluation, Written> copy(IdentityHashMap<Evaluation, Written> map) {
        return (IdentityHashMap<Evaluation, Written>) map.clone();
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

    Evaluation evaluate(String key, EvaluationContext context, Keeping keeping) {
        return kept(evaluator.evaluate(key, context), context, keeping);
    }

    private Evaluation kept(Evaluation evaluation, EvaluationContext context, Keeping keeping) {
        String key = evaluation.key();
        if (!keeping.flags().contains(key)) {
            return evaluation;
        }
        return evaluator.assigned(evaluation, context)
                .flatMap(assigned -> keeping.variant(key, context, assigned))
                .flatMap(variant -> evaluator.kept(key, variant))
                .orElse(evaluation);
    }

    /** The JSON of an evaluation that came from here. */
    byte[] json(Evaluation evaluation) {
        return written(evaluation).bytes();
    }

    /**
     * What all flags give, and by which tag the answer to this request is known.
     *
     * @param offer a member that stands beside the flags
     */
    Bulk bulk(byte[] request, EvaluationContext context, String offer, Keeping keeping) {
        long second = second();
        Bulk bulk = whole(context, ends.computeIfAbsent(offer, member -> end("," + member)), keeping);
        // Had the second changed meanwhile, the body could belong to either. What is kept changes without a new version, when an experiment ends.
        if (second == second() && keeping.isNone()) {
            tags.put(key(request, offer, second), bulk.tag());
        }
        return bulk;
    }

    /** The tag of the answer to this request, if it was answered lately; costs no evaluation. */
    Optional<String> known(byte[] request, String offer, Keeping keeping) {
        return keeping.isNone() ? Optional.ofNullable(tags.find(key(request, offer, second()))) : Optional.empty();
    }

    /** What all flags give by this version and the context alone, and nothing besides. */
    Bulk decisions(EvaluationContext context) {
        return whole(context, plainEnd, Keeping.NONE);
    }

    private long second() {
        return rules.time() == TimeUse.NEVER ? 0 : clock.now().getEpochSecond();
    }

    private Bulk whole(EvaluationContext context, Written end, Keeping keeping) {
        BulkBody body = new BulkBody(rules.keys().size());
        for (Evaluation evaluation : evaluator.all(context)) {
            body.add(written(kept(evaluation, context, keeping)));
        }
        return body.closedBy(end);
    }

    private Written end(String more) {
        return Written.of(("]" + more + metadata + "}").getBytes(StandardCharsets.UTF_8));
    }

    private Written written(Evaluation evaluation) {
        Written known = written.get(evaluation);
        return known == null ? Written.of(OfrepBody.of(evaluation)) : known;
    }

    private static KnownTags.Key key(byte[] request, String offer, long second) {
        return new KnownTags.Key(new String(Written.sha256(request), StandardCharsets.ISO_8859_1), offer, second);
    }
}
