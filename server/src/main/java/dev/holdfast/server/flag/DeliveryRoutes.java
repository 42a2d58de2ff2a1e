package dev.holdfast.server.flag;

import dev.holdfast.control.flag.guard.Guard;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Origins;
import dev.holdfast.server.api.Route;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The operations by which pages and programs read the flags of an environment: OFREP 0.3, notices of changes, documents for caches between,
 * and the rules themselves for other servers.
 */
public final class DeliveryRoutes {
    /** The header that names the rule set an answer came from, or the one that whoever asks has. */
    public static final String VERSION = Guard.HEADER;

    private static final String JSON = "application/json";
    private static final String OFREP = "/ofrep/v1/evaluate/flags";
    private static final String KNOWN = "the version that the client has; a server that is behind looks for it before it answers";
    private static final BodyRule BODY = new BodyRule(BodyRule.Form.JSON, 256 << 10, Body.class);

    private final String prefix;
    private final Function<Call, FlagFeed> feed;
    private final Access evaluation;
    private final Access rules;
    private final Origins origins;

    private DeliveryRoutes(String prefix, Function<Call, FlagFeed> feed, Access evaluation, Access rules, Origins origins) {
        this.prefix = prefix;
        this.feed = feed;
        this.evaluation = evaluation;
        this.rules = rules;
        this.origins = origins;
    }

    /**
     * For whom is asked.
     *
     * @param context attributes by name; {@code targetingKey} tells who it is
     */
    public record Body(Map<String, Object> context) {}

    /**
     * The operations for the server's own pages.
     *
     * @param prefix what their paths begin with: empty, or a path which may have variables
     * @param feed the environment that a call is about; what it throws becomes the answer
     * @param evaluation who may read what flags give
     * @param rules who may read the rules
     */
    public static DeliveryRoutes at(String prefix, Function<Call, FlagFeed> feed, Access evaluation, Access rules) {
        return new DeliveryRoutes(prefix, feed, evaluation, rules, Origins.OWN);
    }

    /** The same for pages of these origins too. The rules stay for servers. */
    public DeliveryRoutes sharedWith(Origins others) {
        return new DeliveryRoutes(prefix, feed, evaluation, rules, others);
    }

    public List<Route> routes() {
        EvaluationAnswers evaluations = new EvaluationAnswers(prefix, feed);
        DocumentAnswers documents = new DocumentAnswers(feed);
        return List.of(
                one().handle(evaluations::one),
                all().handle(evaluations::all),
                events().handle(new NoticeAnswers(feed)::open),
                version().handle(documents::version),
                decisions().handle(documents::decisions),
                rules().handle(documents::rules));
    }

    private Route.Draft one() {
        return shared(Method.POST, OFREP + "/{key...}", "Evaluates one flag (OFREP).")
                .takes(BODY)
                .answers(Answer.bytes(200, "its value; without one the program's own default applies", JSON))
                .answers(Answer.bytes(400, "the request or the flag's rule is wrong", JSON))
                .answers(Answer.bytes(404, "there is no such flag", JSON));
    }

    private Route.Draft all() {
        return shared(Method.POST, OFREP, "Evaluates all flags (OFREP).")
                .takes(BODY)
                .header("If-None-Match", "the ETag of the answer that the client has")
                .query("flagConfigEtag", "the version that a notice named")
                .query("flagConfigLastModified", "a time that a notice named; ignored")
                .answers(Answer.bytes(200, "what each flag gives", JSON))
                .answers(Answer.empty(304, "the client's answer is still the right one"))
                .answers(Answer.bytes(400, "the request is wrong", JSON));
    }

    private Route.Draft events() {
        return shared(Method.GET, "/flags/v1/events", "Tells when flags change, as server-sent events, until the caller leaves.")
                .lane(Lane.STREAM)
                .header("Last-Event-ID", "the version that was named last before the connection broke")
                .answers(Answer.bytes(200, "which version there is, then each change; never what the flags give", "text/event-stream"));
    }

    private Route.Draft version() {
        return shared(Method.GET, "/flags/v1/version", "Names the present version, for caches between.")
                .header("If-None-Match", "the ETag of the answer that the client has")
                .answers(Answer.bytes(200, "the version", JSON))
                .answers(Answer.empty(304, "the client's answer is still the right one"));
    }

    private Route.Draft decisions() {
        return shared(Method.GET, "/flags/v1/decisions/{version}/{context}", "Evaluates all flags by exactly one version, for caches between.")
                .header("If-None-Match", "the ETag of the answer that the client has")
                .answers(Answer.bytes(200, "what each flag gives for the context, which is JSON in base64url; stays so for ever", JSON))
                .answers(Answer.empty(304, "the client's answer is still the right one"))
                .answers(Answer.bytes(404, "the version is too old or not known here", JSON));
    }

    private Route.Draft rules() {
        return Route.of(Method.GET, prefix + "/flags/v1/rules", rules, "Gives all flags with their rules, for other servers.")
                .header(VERSION, KNOWN)
                .header("If-None-Match", "the ETag of the answer that the client has")
                .answers(Answer.bytes(200, "the flags in flagd's format, as canonical JSON", JSON))
                .answers(Answer.empty(304, "the client's answer is still the right one"));
    }

    private Route.Draft shared(Method method, String path, String summary) {
        return Route.of(method, prefix + path, evaluation, summary).lane(Lane.INSTANT).origins(origins).header(VERSION, KNOWN);
    }
}
