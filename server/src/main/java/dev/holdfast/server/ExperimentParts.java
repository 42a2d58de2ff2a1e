package dev.holdfast.server;

import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.experiment.AssignmentRoutes;
import dev.holdfast.server.experiment.EnvironmentName;
import dev.holdfast.server.experiment.Environments;
import dev.holdfast.server.experiment.ExperimentRoutes;
import dev.holdfast.server.experiment.ExperimentStore;
import dev.holdfast.server.experiment.Intake;
import dev.holdfast.server.experiment.IntakeRoutes;
import dev.holdfast.server.experiment.Settlement;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.work.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Experiments: what is reported of them, and what follows. */
final class ExperimentParts {
    private static final long SETTLE_MILLIS = 30_000;

    private static final String NAMED = "/flags/{project}/{environment}";

    /** Where an environment, or any of them, is reached. */
    private record Endpoint(String prefix, Environments environments) {}

    private ExperimentParts() {}

    static ServerPart of(Foundation on, FlagEnvironments flags, AuditTrail audit) {
        ExperimentStore experiments = new ExperimentStore(on.database(), on.clock());
        Settlement settlement = new Settlement(on.database(), experiments, on.clock());
        Intake intake = new Intake(on.database(), experiments, on.clock());
        Access known = new Access.SignedIn();
        Environments named = among(flags, Environments.named());
        List<Route> routes = new ArrayList<>(new ExperimentRoutes(experiments, settlement, named, audit).routes());
        for (Endpoint at : List.of(new Endpoint("", Environments.standard()), new Endpoint(NAMED, named))) {
            routes.addAll(new IntakeRoutes(at.prefix(), at.environments(), known, intake).routes());
            routes.addAll(new AssignmentRoutes(at.prefix(), at.environments(), known, experiments, on.database()).routes());
        }
        AtomicReference<@Nullable Rounds> rounds = new AtomicReference<>();
        return ServerPart.of("experiments", routes)
                .onStart(() -> rounds.set(Assembly.rounds(on, "experiments", settlement::look, () -> SETTLE_MILLIS)))
                .onStop(() -> Assembly.close(rounds));
    }

    /** Those that exist: an experiment is about flags that are published somewhere. */
    private static Environments among(FlagEnvironments flags, Environments names) {
        return call -> {
            EnvironmentName name = names.of(call);
            flags.require(new EnvironmentId(name.project(), name.environment()));
            return name;
        };
    }
}
