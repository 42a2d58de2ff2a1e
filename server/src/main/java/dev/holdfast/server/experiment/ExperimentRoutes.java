package dev.holdfast.server.experiment;

import dev.holdfast.control.experiment.Analysis;
import dev.holdfast.control.experiment.Results;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Experiments of an environment: made, started, stopped, and what follows from them. */
public final class ExperimentRoutes {
    private static final String BASE = "/api/v1/experiments/{project}/{environment}";
    private static final String ONE = BASE + "/{experiment}";

    private final ExperimentStore experiments;
    private final Settlement settlement;
    private final Environments environments;
    private final AuditTrail audit;

    /** An experiment. */
    public record ExperimentView(
            String project,
            String environment,
            State state,
            Instant created,
            Optional<Instant> started,
            Optional<Instant> stopped,
            ExperimentWish experiment) {
        static ExperimentView of(Kept kept) {
            return new ExperimentView(
                    kept.where().project(),
                    kept.where().environment(),
                    kept.state(),
                    kept.created(),
                    kept.started(),
                    kept.stopped(),
                    ExperimentWish.of(kept.experiment()));
        }
    }

    /** Experiments. */
    public record ExperimentList(List<ExperimentView> experiments) {}

    /**
     * An experiment and what follows from it now.
     *
     * @param lateEvents that arrived after their unit's values were final, and count for nothing
     * @param droppedEvents for which there was no room any more
     */
    public record ResultsView(ExperimentView experiment, Results results, long lateEvents, long droppedEvents) {}

    public ExperimentRoutes(ExperimentStore experiments, Settlement settlement, Environments environments, AuditTrail audit) {
        this.experiments = experiments;
        this.settlement = settlement;
        this.environments = environments;
        this.audit = audit;
    }

    public List<Route> routes() {
        Access readers = new Access.ServerWide(Role.READING);
        Access operators = new Access.ServerWide(Role.OPERATING);
        return List.of(
                Route.of(Method.GET, BASE, readers, "List the experiments of an environment")
                        .answers(Answer.json(200, "experiments", ExperimentList.class))
                        .handle(call -> Reply.json(new ExperimentList(experiments.in(environments.of(call)).stream()
                                .map(ExperimentView::of)
                                .toList()))),
                Route.of(Method.POST, BASE, operators, "Plan an experiment; nobody takes part before it is started")
                        .takes(BodyRule.json(ExperimentWish.class))
                        .answers(Answer.json(201, "the experiment", ExperimentView.class))
                        .handle(this::create),
                Route.of(Method.GET, ONE, readers, "Show an experiment")
                        .answers(Answer.json(200, "the experiment", ExperimentView.class))
                        .handle(call -> Reply.json(ExperimentView.of(find(call)))),
                Route.of(Method.POST, ONE + "/start", operators, "Let units take part in an experiment")
                        .answers(Answer.json(200, "the experiment as it is now", ExperimentView.class))
                        .handle(this::start),
                Route.of(Method.POST, ONE + "/stop", operators, "Let no more units take part in an experiment; those that do still count")
                        .answers(Answer.json(200, "the experiment as it is now", ExperimentView.class))
                        .handle(this::stop),
                Route.of(Method.GET, ONE + "/results", readers, "Tell what follows from an experiment now, however often somebody looks")
                        .answers(Answer.json(200, "effects with intervals that hold at all times together", ResultsView.class))
                        .handle(call -> Reply.json(results(find(call)))));
    }

    private Reply create(Call call) {
        Kept made = experiments.create(environments.of(call), call.json(ExperimentWish.class).experiment());
        done(call, "experiment.create", made);
        return Reply.json(201, ExperimentView.of(made));
    }

    private Reply start(Call call) {
        Kept started = experiments.start(environments.of(call), call.path("experiment"));
        done(call, "experiment.start", started);
        return Reply.json(ExperimentView.of(started));
    }

    private Reply stop(Call call) {
        Kept stopped = experiments.stop(environments.of(call), call.path("experiment"));
        done(call, "experiment.stop", stopped);
        return Reply.json(ExperimentView.of(stopped));
    }

    private ResultsView results(Kept kept) {
        Results results = Analysis.of(kept.experiment(), settlement.sums(kept));
        Settlement.Losses losses = settlement.losses(kept);
        return new ResultsView(ExperimentView.of(kept), results, losses.late(), losses.dropped());
    }

    private Kept find(Call call) {
        return experiments.find(environments.of(call), call.path("experiment"));
    }

    private void done(Call call, String action, Kept kept) {
        audit.record(
                call.caller(),
                call.requestId(),
                new AuditTrail.Act(
                        Optional.empty(),
                        action,
                        kept.where() + "/" + kept.experiment().name(),
                        AuditTrail.Outcome.DONE,
                        Map.of("flag", kept.experiment().flag())));
    }
}
