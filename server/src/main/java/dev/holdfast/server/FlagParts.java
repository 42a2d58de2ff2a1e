package dev.holdfast.server;

import dev.holdfast.server.access.Identities;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.flag.FlagFeed;
import dev.holdfast.server.flag.Keeping;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.EnvironmentStore;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.VersionStore;
import dev.holdfast.server.flag.publish.api.EvaluationRoutes;
import dev.holdfast.server.flag.publish.api.FlagApi;
import dev.holdfast.server.flag.publish.change.ChangeDesk;
import dev.holdfast.server.flag.publish.change.ChangeStore;
import dev.holdfast.server.flag.publish.change.FlagChange;
import dev.holdfast.server.flag.publish.rollout.GuardedRollout;
import dev.holdfast.server.flag.publish.rollout.ReportedMetrics;
import dev.holdfast.server.flag.publish.rollout.RolloutStore;
import dev.holdfast.server.flag.publish.rollout.Rollouts;
import dev.holdfast.server.work.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Feature flags: what is published, what waits, and who is answered. */
final class FlagParts {
    /** The tables of flags. */
    static final List<Migration> MIGRATIONS = List.of(
            EnvironmentStore.MIGRATION, VersionStore.MIGRATION, ChangeStore.MIGRATION, RolloutStore.MIGRATION, ReportedMetrics.MIGRATION);

    private static final long ROUND_MILLIS = 1_000;

    private final Foundation on;
    private final Stores stores;
    private final FlagEnvironments environments;
    private final VersionStore versions;
    private final ReportedMetrics metrics;
    private final Rollouts rollouts;
    private final ChangeDesk desk;
    private final EvaluationRoutes evaluation;

    private FlagParts(Foundation on, Stores stores, FlagEnvironments environments, BiFunction<EnvironmentId, Call, Keeping> keeping) {
        this.on = on;
        this.stores = stores;
        this.versions = new VersionStore(on.database());
        this.environments = environments;
        this.evaluation = new EvaluationRoutes(environments, on.clock(), keeping);
        this.metrics = new ReportedMetrics(on.database(), on.clock());
        this.rollouts = new Rollouts(
                new RolloutStore(on.database()), environments, metrics::guard, this::rolled, on.clock(), on.entropy());
        this.desk = new ChangeDesk(new ChangeStore(on.database()), environments, versions, rollouts, on.clock(), on.entropy());
    }

    /** Where flags are published on this server. */
    static FlagEnvironments environments(Foundation on) {
        return new FlagEnvironments(new EnvironmentStore(on.database(), on.clock()), new VersionStore(on.database()), on.clock());
    }

    /** {@code keeping} says what those whom a call is about keep of what flags gave them before. */
    static ServerPart of(Foundation on, Stores stores, FlagEnvironments environments, BiFunction<EnvironmentId, Call, Keeping> keeping) {
        return new FlagParts(on, stores, environments, keeping).part();
    }

    private ServerPart part() {
        FlagApi api = new FlagApi(
                environments,
                versions,
                desk,
                rollouts,
                metrics,
                new Identities(stores.tokens(), stores.users()),
                stores.audit(),
                on.clock());
        List<Route> routes = new ArrayList<>(api.routes());
        routes.addAll(evaluation.routes());
        on.closing().add(evaluation::close);
        on.metrics().gauge("holdfast_flags_listeners", "Connections that wait for the next version of flags.", () -> (double) evaluation.listening());
        AtomicReference<@Nullable Rounds> rounds = new AtomicReference<>();
        AtomicReference<@Nullable Rounds> beats = new AtomicReference<>();
        return ServerPart.of("flags", routes)
                .onStart(() -> {
                    rounds.set(Assembly.rounds(on, "flags", this::look, () -> ROUND_MILLIS));
                    beats.set(Assembly.rounds(on, "flags-beat", evaluation::beat, () -> FlagFeed.BEAT_MILLIS));
                })
                .onStop(() -> {
                    Assembly.close(rounds);
                    Assembly.close(beats);
                });
    }

    private void look() {
        desk.look(this::ended);
        rollouts.look((rollout, failure) -> on.log().failure("rollout_failed", failure, Map.of("rollout", rollout.id())));
    }

    private void ended(FlagChange change, Optional<RuntimeException> failure) {
        if (failure.isPresent()) {
            on.log().failure("flag_change_failed", failure.get(), Map.of("change", change.id()));
            return;
        }
        boolean isApplied = change.progress().state() == FlagChange.State.APPLIED;
        AuditTrail.Outcome outcome = isApplied ? AuditTrail.Outcome.DONE : AuditTrail.Outcome.FAILED;
        record("flags.change.apply", change.environment() + "/" + change.id(), outcome, Map.of(
                "author", change.wish().author().name(), "reason", change.wish().reason().text(), "outcome", change.progress().outcome()));
    }

    private void rolled(GuardedRollout rollout) {
        GuardedRollout.Progress progress = rollout.progress();
        record("flags.rollout.step", rollout.environment() + "/" + rollout.id(), AuditTrail.Outcome.DONE, Map.of(
                "flag", rollout.plan().flag(),
                "state", progress.state().name().toLowerCase(Locale.ROOT),
                "percent", String.valueOf(rollout.plan().steps().percents().get(progress.step())),
                "why", progress.why()));
    }

    private void record(String action, String object, AuditTrail.Outcome outcome, Map<String, String> detail) {
        stores.audit().record(Caller.server(), "", new AuditTrail.Act(Optional.empty(), action, object, outcome, detail));
    }
}
