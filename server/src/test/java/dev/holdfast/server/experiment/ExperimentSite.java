package dev.holdfast.server.experiment;

import dev.holdfast.control.experiment.Metric;
import dev.holdfast.control.experiment.Plan;
import dev.holdfast.control.experiment.Results;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Origins;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditLog;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.experiment.ExperimentWish.MetricWish;
import dev.holdfast.server.experiment.ExperimentWish.VariantWish;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.LooseCall;
import dev.holdfast.server.fixture.Routing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Experiments on a database of their own, with all their operations. */
final class ExperimentSite implements AutoCloseable {
    static final String BASE = "/experiments/{project}/{environment}";
    static final String ONE = BASE + "/{experiment}";
    static final Caller OPERATOR =
            new Caller(Caller.Kind.TOKEN, "o", "o", Role.OPERATOR, Optional.empty(), Optional.empty(), Optional.empty(), "");

    final HandClock clock;
    final ControlDatabase database;
    final AuditLog audit;
    final Settlement settlement;
    private final Routing routes;

    ExperimentSite(Path file, HandClock clock) {
        this.clock = clock;
        this.database = ControlDatabase.open(file, List.of(ExperimentTables.MIGRATION, AuditLog.MIGRATION));
        this.audit = new AuditLog(database, clock);
        ExperimentStore experiments = new ExperimentStore(database, clock);
        Stickiness stickiness = new Stickiness(experiments, database, new Visitors(clock));
        this.settlement = new Settlement(database, experiments, clock);
        List<Route> all = new ArrayList<>(new ExperimentRoutes(experiments, settlement, Environments.named(), audit).routes());
        Intake intake = new Intake(database, experiments, clock);
        all.addAll(new IntakeRoutes("/api/v1", Environments.standard(), new Access.SignedIn(), Origins.OWN, intake).routes());
        all.addAll(new AssignmentRoutes("/api/v1", Environments.standard(), new Access.SignedIn(), stickiness).routes());
        this.routes = new Routing(all);
    }

    /** What the experiments of these tests look like. */
    static ExperimentWish wish(String name) {
        MetricWish spent = new MetricWish("spent", Optional.empty(), Optional.empty(), Optional.of("spent"), OptionalDouble.empty());
        MetricWish bought =
                new MetricWish(
                        "spent-at-all",
                        Optional.of(Metric.Kind.CONVERSION),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty());
        return new ExperimentWish(
                name,
                "checkout",
                List.of(new VariantWish("old", OptionalInt.empty()), new VariantWish("new", OptionalInt.empty())),
                spent,
                Optional.of(List.of(bought)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Plan.Assignment.STICKY),
                OptionalInt.of(60),
                OptionalLong.of(1_000));
    }

    static LooseCall call() {
        return new LooseCall(OPERATOR).path("project", "default").path("environment", "production");
    }

    ExperimentRoutes.ExperimentView create(ExperimentWish wish) {
        return routes.json(ExperimentRoutes.ExperimentView.class, Method.POST, BASE, call().body(wish));
    }

    void startNew(String name) {
        create(wish(name));
        move(name, "start");
    }

    Reply move(String name, String how) {
        return routes.call(Method.POST, ONE + "/" + how, call().path("experiment", name));
    }

    ExperimentRoutes.ResultsView results(String name) {
        return routes.json(ExperimentRoutes.ResultsView.class, Method.GET, ONE + "/results", call().path("experiment", name));
    }

    /** The primary metric in a variant. */
    Results.OfVariant primary(String name, int variant) {
        return results(name).results().metrics().getFirst().variants().get(variant);
    }

    Receipt expose(String key, List<Exposure> exposures) {
        return routes.json(
                Receipt.class,
                Method.POST,
                "/flags/v1/exposures",
                call().header("Idempotency-Key", key).body(new IntakeRoutes.Exposures(exposures)));
    }

    Receipt measure(String key, List<Measurement> measurements) {
        return routes.json(
                Receipt.class,
                Method.POST,
                "/flags/v1/metrics",
                call().header("Idempotency-Key", key).body(new IntakeRoutes.Measurements(measurements)));
    }

    AssignmentRoutes.Assigned assign(String unit, String variant) {
        return routes.json(
                AssignmentRoutes.Assigned.class,
                Method.POST,
                "/flags/v1/assignments",
                call().body(new AssignmentRoutes.Evaluated("checkout", unit, variant)));
    }

    Exposure exposure(String unit, String variant) {
        return new Exposure("checkout", variant, unit, Optional.of(clock.now()));
    }

    Measurement spent(String unit, double value, Instant time) {
        return new Measurement("spent", unit, Optional.of(value), Optional.of(time));
    }

    static List<String> units(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
