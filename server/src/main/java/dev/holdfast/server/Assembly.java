package dev.holdfast.server;

import dev.holdfast.core.keys.PassphraseStretching;
import dev.holdfast.server.access.AccessControl;
import dev.holdfast.server.access.OneTimeTokens;
import dev.holdfast.server.access.SignInObserver;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.browse.BrowseRoutes;
import dev.holdfast.server.browse.SnapshotMakers;
import dev.holdfast.server.browse.TagRoutes;
import dev.holdfast.server.browse.UnlockRoutes;
import dev.holdfast.server.browse.UnlockedRepositories;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.policy.KnownSnapshots;
import dev.holdfast.server.policy.SnapshotProtection;
import dev.holdfast.server.repository.RepositoryRoutes;
import dev.holdfast.server.repository.RepositoryServices;
import dev.holdfast.server.repository.SnapshotLabelling;
import dev.holdfast.server.repository.TenantRepositories;
import dev.holdfast.server.tenant.QuotaGuard;
import dev.holdfast.server.tenant.TenantStore;
import dev.holdfast.server.work.Rounds;
import dev.holdfast.server.work.ServerThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The server as it is shipped: every subject, and who needs whom. */
public final class Assembly implements Composition {
    private static final long SWEEP_MILLIS = 60_000;
    private static final long SAVE_MILLIS = 300_000;

    private final Optional<OneTimeTokens> oneTime;

    public Assembly() {
        this.oneTime = Optional.empty();
    }

    /** A server into which whoever starts it can let somebody by a one-time token. */
    Assembly(OneTimeTokens oneTime) {
        this.oneTime = Optional.of(oneTime);
    }

    @Override
    public List<Migration> migrations() {
        return Stream.of(Stores.MIGRATIONS, FlagParts.MIGRATIONS).flatMap(List::stream).toList();
    }

    @Override
    public Parts compose(Foundation on) {
        ExecutorService background = ServerThreads.executor("background");
        TenantStore tenants = new TenantStore(on.database(), on.clock());
        TenantRepositories repositories =
                new TenantRepositories(on.options().data().resolve("tenants"), tenants, on.entropy(), background);
        UnlockedRepositories unlocked =
                new UnlockedRepositories(repositories, on.clock(), on.entropy(), PassphraseStretching.standard());
        List<SignInObserver> observers = List.of(unlocked);
        ConfigParts config = new ConfigParts(on);
        Stores stores = Stores.of(on, tenants, observers, config::initialPolicy);
        AccessControl access = new AccessControl(stores.tokens(), stores.users(), stores.signIns(), on.clock());
        KnownSnapshots snapshots = new KnownSnapshots(repositories, stores.sessions(), tenants, on.entropy(), stores.agents());
        SnapshotProtection protection =
                new SnapshotProtection(stores.policies(), stores.approvals(), tenants, stores.audit(), on.clock());
        QuotaGuard limits = new QuotaGuard(tenants, repositories, on.clock());
        FlagEnvironments flags = FlagParts.environments(on);
        OwnFlagParts own = OwnFlagParts.of(on, flags, stores.audit());
        UpkeepParts upkeep = new UpkeepParts(on, stores, config, repositories, snapshots, protection, background, own::require);
        List<ServerPart> parts = new ArrayList<>();
        // Started first and stopped last: everything else works on repositories.
        parts.add(ServerPart.of("background", List.of())
                .check(new DatabaseCheck(on.database()))
                .check(new DiskCheck(DiskCheck.Disk.of(on.options().data())))
                .onStop(background::close));
        RepositoryServices services = new RepositoryServices(
                repositories,
                stores.sessions(),
                stores.agents(),
                limits,
                new PolicyGuard(protection),
                upkeep.observer(),
                stores.audit(),
                on.events(),
                on.clock());
        parts.add(repositories(on, repositories, services));
        parts.add(browse(on, stores, unlocked, new SnapshotLabelling(services)));
        parts.addAll(upkeep.parts());
        ExperimentParts experiments = new ExperimentParts(on, flags);
        parts.add(FlagParts.of(on, stores, flags, experiments::keeping));
        parts.add(experiments.part(stores.audit()));
        OneTimeTokens tokens = oneTime.orElseGet(() -> new OneTimeTokens(on.clock(), on.entropy()));
        parts.add(AccessParts.of(on, stores, access, tokens, observers));
        parts.add(config.part(stores.audit()));
        return new Parts(access, tenant -> config.rate(limits::requestsPerSecond, tenant), own.guarding(parts), config::attach);
    }

    private static ServerPart repositories(Foundation on, TenantRepositories repositories, RepositoryServices services) {
        AtomicReference<@Nullable Rounds> saving = new AtomicReference<>();
        return ServerPart.of("repositories", RepositoryRoutes.of(services))
                .onStart(() -> saving.set(rounds(on, "filters", repositories::save, () -> SAVE_MILLIS)))
                .onStop(() -> {
                    close(saving);
                    repositories.close();
                });
    }

    private static ServerPart browse(
            Foundation on, Stores stores, UnlockedRepositories unlocked, SnapshotLabelling labelling) {
        AtomicReference<@Nullable Rounds> sweeping = new AtomicReference<>();
        SnapshotMakers makers = new SnapshotMakers(stores.sessions(), stores.agents());
        List<Route> routes = new ArrayList<>(new BrowseRoutes(unlocked, makers, on.clock()).routes());
        routes.addAll(new TagRoutes(unlocked, makers, labelling::apply).routes());
        routes.addAll(new UnlockRoutes(unlocked, stores.audit()).routes());
        return ServerPart.of("browse", routes)
                .onStart(() -> sweeping.set(rounds(on, "locks", unlocked::sweep, () -> SWEEP_MILLIS)))
                .onStop(() -> {
                    close(sweeping);
                    unlocked.close();
                });
    }

    /** Does something again and again beside requests; what fails is logged and tried again. */
    static Rounds rounds(Foundation on, String name, Runnable task, LongSupplier pauseMillis) {
        return Rounds.start(
                List.of(task), pauseMillis, failure -> on.log().failure("round_failed", failure, Map.of("what", name)), ServerThreads.virtual(name));
    }

    static void close(AtomicReference<@Nullable Rounds> rounds) {
        Rounds started = rounds.getAndSet(null);
        if (started != null) {
            started.close();
        }
    }
}
