package dev.holdfast.server;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Origins;
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
import dev.holdfast.server.experiment.Stickiness;
import dev.holdfast.server.experiment.Visitors;
import dev.holdfast.server.flag.Keeping;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.EnvironmentSettings;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.LiveEnvironment;
import dev.holdfast.server.work.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Experiments: what is reported of them, and what follows. */
final class ExperimentParts {
    private static final long SETTLE_MILLIS = 30_000;

    private static final String NAMED = "/flags/{project}/{environment}";

    /** Where an environment, or any of them, is reached. */
    private record Endpoint(String prefix, Environments names, Environments existing, Origins origins) {}

    private final Foundation on;
    private final FlagEnvironments flags;
    private final ExperimentStore experiments;
    private final Stickiness stickiness;

    ExperimentParts(Foundation on, FlagEnvironments flags) {
        this.on = on;
        this.flags = flags;
        this.experiments = new ExperimentStore(on.database(), on.clock());
        this.stickiness = new Stickiness(experiments, on.database(), new Visitors(on.clock()));
    }

    /** What those whom a call is about keep of what flags gave them before. */
    Keeping keeping(EnvironmentId id, Call call) {
        return stickiness.of(name(id), call);
    }

    private static EnvironmentName name(EnvironmentId id) {
        return new EnvironmentName(id.project(), id.environment());
    }

    /** Experiments that run end with the environment of their flags. */
    private record Using(ExperimentStore experiments) implements FlagEnvironments.Use {
        @Override
        public List<String> of(EnvironmentId id) {
            return experiments.running(ExperimentParts.name(id)).stream().map(name -> "the running experiment '" + name + "'").toList();
        }

        @Override
        public void end(EnvironmentId id) {
            experiments.stopAll(ExperimentParts.name(id));
        }
    }

    ServerPart part(AuditTrail audit) {
        flags.use(new Using(experiments));
        Settlement settlement = new Settlement(on.database(), experiments, on.clock());
        Intake intake = new Intake(on.database(), experiments, on.clock());
        Access known = new Access.SignedIn();
        Environments named = among(flags, Environments.named());
        List<Route> routes = new ArrayList<>(new ExperimentRoutes(experiments, settlement, named, audit).routes());
        Visitors visitors = new Visitors(on.clock());
        List<Endpoint> endpoints = List.of(
                new Endpoint("", Environments.standard(), Environments.standard(), new Origins(variables -> origins(flags, Optional.of(EnvironmentId.DEFAULT)))),
                new Endpoint(NAMED, Environments.named(), named, new Origins(variables -> origins(flags, EnvironmentId.find(
                        variables.getOrDefault("project", ""), variables.getOrDefault("environment", ""))))));
        for (Endpoint at : endpoints) {
            // An environment may be open, so that its own settings decide and not the route.
            Environments reporting = reporting(flags, visitors, at);
            routes.addAll(new IntakeRoutes(at.prefix(), reporting, new Access.Public(), at.origins(), intake).routes());
            routes.addAll(new AssignmentRoutes(at.prefix(), at.existing(), known, stickiness).routes());
        }
        AtomicReference<@Nullable Rounds> rounds = new AtomicReference<>();
        return ServerPart.of("experiments", routes)
                .onStart(() -> rounds.set(Assembly.rounds(on, "experiments", settlement::look, () -> SETTLE_MILLIS)))
                .onStop(() -> Assembly.close(rounds));
    }

    private static Set<String> origins(FlagEnvironments flags, Optional<EnvironmentId> id) {
        return id.flatMap(flags::find).map(environment -> Set.copyOf(environment.settings().origins())).orElse(Set.of());
    }

    /** Those that may be reported to by whoever calls: the known, and so much by everybody else where evaluation is open to them. */
    private static Environments reporting(FlagEnvironments flags, Visitors visitors, Endpoint at) {
        return call -> {
            if (!call.caller().isKnown()) {
                // Whether an environment is there is for those to know who may report to it.
                EnvironmentName name = at.names().of(call);
                Optional<LiveEnvironment> environment = EnvironmentId.find(name.project(), name.environment()).flatMap(flags::find);
                if (environment.filter(one -> one.settings().evaluation() == EnvironmentSettings.Evaluation.OPEN).isEmpty()) {
                    throw new HoldfastException(
                            ErrorCode.UNAUTHORIZED, "reporting here needs a token or a sign-in", "send a token as Authorization: Bearer hf_…");
                }
                visitors.admit(call.caller().address());
            }
            return at.existing().of(call);
        };
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
