package dev.holdfast.server.flag;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.FlagError;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OFREP 0.3: evaluation of one flag and of all. */
public final class FlagRoutes {
    /** The header that names the rule set an answer came from. */
    public static final String VERSION = "X-Flags-Version";

    private static final String PATH = "/ofrep/v1/evaluate/flags";
    private static final String JSON = "application/json";
    private static final BodyRule BODY = new BodyRule(BodyRule.Form.JSON, 256 << 10, Question.class);

    private final FlagSource source;
    private final Access access;
    private final Clock clock;
    private volatile ServedRules served;

    public FlagRoutes(FlagSource source, Access access, Clock clock) {
        this.source = source;
        this.access = access;
        this.clock = clock;
        this.served = new ServedRules(source.current(), clock);
    }

    /**
     * For whom is asked.
     *
     * @param context attributes by name; {@code targetingKey} tells who it is
     */
    public record Question(Map<String, Object> context) {}

    public List<Route> routes() {
        return List.of(
                Route.of(Method.POST, PATH + "/{key...}", access, "Evaluates one flag (OFREP).")
                        .takes(BODY)
                        .answers(Answer.bytes(200, "its value; without one the program's own default applies", JSON))
                        .answers(Answer.bytes(400, "the request or the flag's rule is wrong", JSON))
                        .answers(Answer.bytes(404, "there is no such flag", JSON))
                        .handle(this::one),
                Route.of(Method.POST, PATH, access, "Evaluates all flags (OFREP).")
                        .takes(BODY)
                        .header("If-None-Match", "the ETag of the answer that the client has")
                        .answers(Answer.bytes(200, "what each flag gives", JSON))
                        .answers(Answer.empty(304, "the client's answer is still the right one"))
                        .answers(Answer.bytes(400, "the request is wrong", JSON))
                        .handle(this::all));
    }

    private ServedRules served() {
        RuleSet current = source.current();
        ServedRules now = served;
        if (now.rules() != current) {
            // Two requests may both do this; they come to the same.
            now = new ServedRules(current, clock);
            served = now;
        }
        return now;
    }

    private Reply one(Call call) {
        String key = call.path("key");
        ServedRules rules = served();
        return switch (Asked.read(call.bytes())) {
            case Asked.Wrong wrong -> reply(400, OfrepBody.failure(key, wrong.code(), wrong.message()), rules);
            case Asked.For asked -> {
                Evaluation evaluation = rules.evaluate(key, asked.context());
                yield reply(status(evaluation), rules.json(evaluation), rules);
            }
        };
    }

    private static int status(Evaluation evaluation) {
        Evaluation.Fault fault = evaluation.fault();
        if (fault == null) {
            return 200;
        }
        return fault.code() == FlagError.FLAG_NOT_FOUND ? 404 : 400;
    }

    private Reply all(Call call) {
        byte[] request = call.bytes();
        ServedRules rules = served();
        List<String> wanted = call.header("If-None-Match").map(FlagRoutes::tags).orElse(List.of());
        Optional<String> known = wanted.isEmpty() ? Optional.empty() : rules.known(request).filter(wanted::contains);
        if (known.isPresent()) {
            return unchanged(known.get(), rules);
        }
        return switch (Asked.read(request)) {
            case Asked.Wrong wrong -> reply(400, OfrepBody.failure(wrong.code(), wrong.message()), rules);
            case Asked.For asked -> {
                ServedRules.Bulk bulk = rules.bulk(request, asked.context());
                yield wanted.contains(bulk.tag())
                        ? unchanged(bulk.tag(), rules)
                        : reply(200, bulk.body(), rules).with("ETag", bulk.tag());
            }
        };
    }

    private static List<String> tags(String header) {
        return Arrays.stream(header.split(",", 32))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .toList();
    }

    private static Reply unchanged(String tag, ServedRules rules) {
        return Reply.empty(304).with("ETag", tag).with(VERSION, rules.rules().version().toString());
    }

    private static Reply reply(int status, byte[] body, ServedRules rules) {
        return new Reply.Bytes(status, Map.of(VERSION, rules.rules().version().toString()), JSON, body);
    }

    /** What a request asks. */
    private sealed interface Asked {
        record For(EvaluationContext context) implements Asked {}

        record Wrong(FlagError code, String message) implements Asked {}

        static Asked read(byte[] body) {
            if (body.length == 0) {
                return new For(EvaluationContext.EMPTY);
            }
            return switch (JsonText.value(body)) {
                case Parsed.Fault fault -> new Wrong(FlagError.PARSE_ERROR, fault.message() + " (" + fault.place() + ")");
                case Parsed.Document document when document.value() instanceof Map<?, ?> map -> context(map);
                case Parsed.Document document -> new Wrong(FlagError.PARSE_ERROR, "the request is not a JSON object");
            };
        }

        private static Asked context(Map<?, ?> map) {
            if (!map.containsKey("context")) {
                return new For(EvaluationContext.EMPTY);
            }
            Optional<EvaluationContext> context = EvaluationContext.of(map.get("context"));
            return context.<Asked>map(For::new).orElseGet(() -> new Wrong(FlagError.INVALID_CONTEXT, "the context is not a JSON object"));
        }
    }
}
