package dev.holdfast.server.flag.publish.api;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.life.Rollout;
import dev.holdfast.control.flag.life.StepPlan;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.change.Work;
import dev.holdfast.server.flag.publish.rollout.GuardedRollout;
import dev.holdfast.server.flag.publish.rollout.ReportedMetrics;
import dev.holdfast.server.flag.publish.rollout.RolloutPlan;
import dev.holdfast.server.flag.publish.rollout.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Roll-outs by steps, and the guard metrics that hold them back. */
final class RolloutRoutes {
    private static final String PATH = FlagPaths.ENVIRONMENT;
    private static final long PAUSE_SECONDS = Duration.ofHours(24).toSeconds();
    private static final int LONGEST_DETAIL = 500;
    private static final Pattern METRIC = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}");

    private final FlagEnvironments environments;
    private final Rollouts rollouts;
    private final ReportedMetrics metrics;
    private final ChangeReplies replies;

    /**
     * A roll-out to be begun.
     *
     * @param variant what more and more users get ({@code on})
     * @param otherwise what the others get ({@code off})
     * @param group the evaluator that says who is internal
     * @param bucketBy the attribute by which users are assigned ({@code targetingKey})
     * @param percents the steps (1, 5, 25, 50, 100)
     * @param pauseSeconds how long each lasts at least (a day)
     * @param metric the guard metric that has to hold
     * @param onBroken {@code take_back} or {@code stay}
     */
    public record RolloutRequest(
            String flag,
            Optional<String> variant,
            Optional<String> otherwise,
            Optional<String> group,
            Optional<String> bucketBy,
            Optional<List<Integer>> percents,
            OptionalLong pauseSeconds,
            Optional<String> metric,
            Optional<String> onBroken,
            String reason,
            Optional<Instant> at) {
        RolloutPlan plan() {
            try {
                return new RolloutPlan(
                        flag,
                        new Rollout(variant.orElse("on"), otherwise.orElse("off"), group, bucketBy.orElse(EvaluationContext.TARGETING_KEY)),
                        new StepPlan(percents.orElse(StepPlan.USUAL), Duration.ofSeconds(pauseSeconds.orElse(PAUSE_SECONDS))),
                        metric.map(RolloutRoutes::metric),
                        broken(onBroken.orElse("take_back")));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()), "see RolloutRequest in /openapi.json", e);
            }
        }
    }

    /**
     * A roll-out.
     *
     * @param state {@code running}, {@code stopped}, {@code finished} or {@code cancelled}
     * @param percent what share has it now
     * @param why what it waits for, or why it ended
     */
    public record RolloutView(
            String id,
            String flag,
            String variant,
            String state,
            int percent,
            List<Integer> percents,
            long pauseSeconds,
            Instant since,
            Optional<String> metric,
            String why,
            String author,
            String reason) {
        static RolloutView of(GuardedRollout rollout) {
            RolloutPlan plan = rollout.plan();
            GuardedRollout.Progress progress = rollout.progress();
            return new RolloutView(
                    rollout.id(),
                    plan.flag(),
                    plan.rollout().variant(),
                    Views.lower(progress.state()),
                    plan.steps().percents().get(progress.step()),
                    plan.steps().percents(),
                    plan.steps().pause().toSeconds(),
                    progress.since(),
                    plan.metric(),
                    progress.why(),
                    rollout.author().name(),
                    rollout.reason().text());
        }
    }

    /** Roll-outs, newest first. */
    public record RolloutList(List<RolloutView> rollouts) {}

    /** What somebody measured: {@code holds} or {@code broken}. */
    public record MetricReport(String verdict, String detail) {}

    /** A guard metric as it was reported last. */
    public record MetricView(String metric, String verdict, String detail, Instant time, String author) {
        static MetricView of(ReportedMetrics.Report report) {
            return new MetricView(report.metric(), Views.lower(report.verdict()), report.detail(), report.time(), report.author());
        }
    }

    /** Guard metrics, by name. */
    public record MetricList(List<MetricView> metrics) {}

    RolloutRoutes(FlagEnvironments environments, Rollouts rollouts, ReportedMetrics metrics, ChangeReplies replies) {
        this.environments = environments;
        this.rollouts = rollouts;
        this.metrics = metrics;
        this.replies = replies;
    }

    List<Route> routes() {
        return List.of(
                ChangeReplies.answers(Route.of(Method.POST, PATH + "/rollouts", FlagPaths.OPERATORS, "Roll a flag out by steps")
                                .takes(BodyRule.json(RolloutRequest.class)))
                        .handle(this::begin),
                Route.of(Method.GET, PATH + "/rollouts", FlagPaths.READERS, "List the roll-outs of an environment")
                        .answers(Answer.json(200, "the newest first", RolloutList.class))
                        .handle(call -> Reply.json(new RolloutList(
                                rollouts.store().list(known(call)).stream().map(RolloutView::of).toList()))),
                Route.of(Method.DELETE, PATH + "/rollouts/{rollout}", FlagPaths.OPERATORS, "End a roll-out; its flag stays as it is")
                        .answers(Answer.json(200, "ended", RolloutView.class))
                        .handle(this::cancel),
                Route.of(Method.GET, PATH + "/metrics", FlagPaths.READERS, "List the guard metrics that were reported")
                        .answers(Answer.json(200, "each as it was reported last", MetricList.class))
                        .handle(call -> Reply.json(new MetricList(metrics.list(known(call)).stream().map(MetricView::of).toList()))),
                Route.of(Method.PUT, PATH + "/metrics/{metric...}", FlagPaths.OPERATORS, "Report a guard metric")
                        .takes(BodyRule.json(MetricReport.class))
                        .answers(Answer.json(200, "taken", MetricView.class))
                        .handle(this::report));
    }

    private EnvironmentId known(Call call) {
        return environments.require(FlagPaths.environment(call)).id();
    }

    private Reply begin(Call call) {
        RolloutRequest request = call.json(RolloutRequest.class);
        Reply reply = replies.ask(call, new Work.Begin(request.plan()), request.reason(), OptionalLong.empty(), request.at());
        if (reply instanceof Reply.Json json && json.body() instanceof Views.Result result && result.outcome().equals("unchanged")) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT, "flag '" + request.flag() + "' is at the first step already", "begin with a larger share, or take it back first");
        }
        return reply;
    }

    private Reply cancel(Call call) {
        EnvironmentId id = known(call);
        GuardedRollout ended = rollouts.cancel(id, call.path("rollout"), Author.of(call.caller()));
        replies.record(call, "flags.rollout.cancel", id + "/" + ended.id(), Map.of("flag", ended.plan().flag()));
        return Reply.json(RolloutView.of(ended));
    }

    private Reply report(Call call) {
        EnvironmentId id = known(call);
        MetricReport report = call.json(MetricReport.class);
        if (report.detail().length() > LONGEST_DETAIL) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, "the detail of a metric is longer than " + LONGEST_DETAIL + " characters", "say it in a sentence");
        }
        ReportedMetrics.Verdict verdict =
                switch (report.verdict()) {
                    case "holds" -> ReportedMetrics.Verdict.HOLDS;
                    case "broken" -> ReportedMetrics.Verdict.BROKEN;
                    default -> throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "there is no such verdict", "say holds or broken");
                };
        ReportedMetrics.Report taken =
                metrics.report(id, metric(call.path("metric")), verdict, report.detail(), Author.of(call.caller()));
        if (verdict == ReportedMetrics.Verdict.BROKEN) {
            replies.record(call, "flags.metric.broken", id + "/" + taken.metric(), Map.of("detail", taken.detail()));
        }
        return Reply.json(MetricView.of(taken));
    }

    private static String metric(String name) {
        if (!METRIC.matcher(name).matches()) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, "'" + name + "' cannot be the name of a metric", "use letters, digits and . _ / -, at most 100");
        }
        return name;
    }

    private static RolloutPlan.OnBroken broken(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "take_back" -> RolloutPlan.OnBroken.TAKE_BACK;
            case "stay" -> RolloutPlan.OnBroken.STAY;
            default -> throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "there is no such choice for on_broken", "say take_back or stay");
        };
    }
}
