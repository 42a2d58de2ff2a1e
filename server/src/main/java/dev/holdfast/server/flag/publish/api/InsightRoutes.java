package dev.holdfast.server.flag.publish.api;

import dev.holdfast.control.flag.Evaluation;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.Evaluator;
import dev.holdfast.control.flag.Explanation;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.life.Staleness;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Paging;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.flag.publish.Draft;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.LiveEnvironment;
import dev.holdfast.server.flag.publish.VersionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people ask about flags: why somebody gets something, and which flags are needed no more. */
final class InsightRoutes {
    private static final long UNCHANGED_DAYS = 180;
    private static final long FULL_DAYS = 30;
    private static final long MOST_DAYS = 3650;

    private final FlagEnvironments environments;
    private final VersionStore versions;
    private final Clock clock;

    /**
     * Why somebody gets what they get: by what is served, or would get by what is not published yet.
     *
     * @param edits as in a change
     * @param document a whole document
     */
    public record ExplainRequest(
            String flag,
            Optional<Map<String, Object>> context,
            Optional<List<ChangeRoutes.EditBody>> edits,
            Optional<Map<String, Object>> document) {
        /** What is to be looked at instead of what is served. */
        Optional<Draft> draft() {
            if (edits.isPresent() && document.isPresent()) {
                throw new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT, "either 'edits' or 'document' says what is not published yet", "give one of them, or none");
            }
            return document.map(whole -> Draft.document(CanonicalJson.bytes(FlagPaths.plain(whole))))
                    .or(() -> edits.map(some -> Draft.edits(some.stream().map(ChangeRoutes.EditBody::edit).toList())));
        }
    }

    /**
     * One operation of a rule.
     *
     * @param pointer where it stands in the document, as if references were replaced by what they refer to
     * @param depth how many operations are around it
     * @param given its arguments as they stand there
     * @param value what it gave
     */
    public record StepView(String pointer, int depth, String operator, @Nullable Object given, @Nullable Object value) {}

    /**
     * Another flag that does not give what is needed.
     *
     * @param wanted the variants of which it should give one
     * @param given the variant that it gives; null for none
     */
    public record UnmetView(String flag, List<String> wanted, @Nullable String given, String reason) {
        static UnmetView of(Explanation.Unmet unmet) {
            Evaluation given = unmet.given();
            return new UnmetView(given.key(), unmet.wanted(), given.variant(), given.reason().name());
        }
    }

    /**
     * What somebody gets, and by which steps; what is missing was not needed.
     *
     * @param published whether it is what is served, and not a draft
     * @param unmet what the flag needs of other flags and does not have
     */
    public record ExplainView(
            String flag,
            String flagsVersion,
            boolean published,
            @Nullable Object value,
            @Nullable String variant,
            String reason,
            Optional<String> errorCode,
            Optional<String> message,
            List<UnmetView> unmet,
            List<StepView> steps) {}

    /** A flag that is probably needed no more. */
    public record StaleView(String flag, List<String> reasons, String owner, Optional<Instant> changed) {}

    /** Flags that are probably needed no more, by name. */
    public record StaleReport(String flagsVersion, List<StaleView> flags) {}

    InsightRoutes(FlagEnvironments environments, VersionStore versions, Clock clock) {
        this.environments = environments;
        this.versions = versions;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Method.POST, FlagPaths.ENVIRONMENT + "/explain", FlagPaths.READERS, "Tell why somebody gets what they get")
                        .takes(new BodyRule(BodyRule.Form.JSON, FlagDocument.LIMIT_BYTES, ExplainRequest.class))
                        .answers(Answer.json(200, "what they get, and by which steps", ExplainView.class))
                        .answers(Answer.json(ChangeReplies.UNPROCESSABLE, "the draft cannot be served", Views.Refused.class))
                        .handle(this::explain),
                Route.of(Method.GET, FlagPaths.ENVIRONMENT + "/stale", FlagPaths.READERS, "List flags that are probably needed no more")
                        .query("unchanged_days", "suspicious if nobody changed it for longer (" + UNCHANGED_DAYS + ")")
                        .query("full_days", "suspicious if all users have had it for longer (" + FULL_DAYS + ")")
                        .answers(Answer.json(200, "flags with the reasons", StaleReport.class))
                        .handle(call -> Reply.json(stale(call))));
    }

    private Reply explain(Call call) {
        ExplainRequest request = call.json(ExplainRequest.class);
        RuleSet current = environments.require(FlagPaths.environment(call)).current();
        Optional<Draft> draft = request.draft();
        if (draft.isEmpty()) {
            return Reply.json(explained(request, current, true));
        }
        call.mayTakeLong();
        return switch (draft.get().on(current)) {
            case Draft.Result.Sound sound ->
                Reply.json(explained(request, current.replacedBy(sound.document(), current.version().sequence() + 1), false));
            case Draft.Result.Refused refused -> ChangeReplies.refused(refused.problems(), call.requestId());
            case Draft.Result.Inapplicable unfit -> throw new HoldfastException(ErrorCode.CONFLICT, unfit.message(), unfit.next());
        };
    }

    private ExplainView explained(ExplainRequest request, RuleSet rules, boolean published) {
        EvaluationContext context = request.context().map(object -> new EvaluationContext(FlagPaths.plain(object))).orElse(EvaluationContext.EMPTY);
        Explanation explanation = new Evaluator(rules, clock).explain(request.flag(), context);
        Evaluation evaluation = explanation.evaluation();
        Optional<Evaluation.Fault> fault = Optional.ofNullable(evaluation.fault());
        return new ExplainView(
                request.flag(),
                rules.version().toString(),
                published,
                FlagPaths.shown(evaluation.value()),
                evaluation.variant(),
                evaluation.reason().name(),
                fault.map(one -> one.code().name()),
                fault.map(Evaluation.Fault::message),
                explanation.unmet().stream().map(UnmetView::of).toList(),
                explanation.steps().stream().map(InsightRoutes::view).toList());
    }

    private static StepView view(Explanation.Step step) {
        return new StepView(
                step.pointer().text(), step.depth(), step.operator().symbol(), FlagPaths.shown(step.given()), FlagPaths.shown(step.value()));
    }

    private StaleReport stale(Call call) {
        LiveEnvironment environment = environments.require(FlagPaths.environment(call));
        RuleSet rules = environment.current();
        Staleness staleness = new Staleness(days(call, "unchanged_days", UNCHANGED_DAYS), days(call, "full_days", FULL_DAYS));
        Map<String, Instant> changed = versions.changed(environment.id(), rules.changes());
        List<StaleView> stale = staleness.report(rules.document().flags().values(), changed, clock.now()).stream()
                .map(one -> new StaleView(one.key(), one.reasons().stream().map(Views::lower).toList(), one.owner(), one.changed()))
                .toList();
        return new StaleReport(rules.version().toString(), stale);
    }

    private static Duration days(Call call, String name, long usual) {
        long days = Paging.number(call, name).orElse(usual);
        if (days > MOST_DAYS) {
            throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, name + " is more than ten years", "give 0 to " + MOST_DAYS);
        }
        return Duration.ofDays(days);
    }
}
