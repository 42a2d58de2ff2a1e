package dev.holdfast.server.flag.publish.api;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Origins;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.flag.DeliveryRoutes;
import dev.holdfast.server.flag.FlagFeed;
import dev.holdfast.server.flag.Keeping;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.EnvironmentSettings;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.LiveEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The flags of every environment as pages and programs read them: the default one at the root, and each below its own path. Thread-safe. */
public final class EvaluationRoutes implements AutoCloseable {
    private static final String PREFIX = "/flags/{project}/{environment}";

    /** An environment may be open, so that its own settings decide and not the route. */
    private static final Access EVALUATION = new Access.Public();

    private static final Access RULES = new Access.SignedIn();

    private final FlagEnvironments environments;
    private final Clock clock;
    private final BiFunction<EnvironmentId, Call, Keeping> keeping;
    private final Map<EnvironmentId, FlagFeed> feeds = new ConcurrentHashMap<>();

    /** {@code keeping} says what those whom a call is about keep in an environment; it answers from memory. */
    public EvaluationRoutes(FlagEnvironments environments, Clock clock, BiFunction<EnvironmentId, Call, Keeping> keeping) {
        this.environments = environments;
        this.clock = clock;
        this.keeping = keeping;
        environments.watch(environment -> Optional.ofNullable(feeds.get(environment.id())).ifPresent(FlagFeed::changed));
        environments.use(new FlagEnvironments.Use() {
            @Override
            public List<String> of(EnvironmentId id) {
                return List.of();
            }

            @Override
            public void end(EnvironmentId id) {
                Optional.ofNullable(feeds.remove(id)).ifPresent(FlagFeed::close);
            }
        });
    }

    public List<Route> routes() {
        DeliveryRoutes root = DeliveryRoutes.at("", call -> feed(call, EnvironmentId.DEFAULT), EVALUATION, RULES)
                .sharedWith(new Origins(variables -> origins(Optional.of(EnvironmentId.DEFAULT))));
        DeliveryRoutes named = DeliveryRoutes.at(PREFIX, call -> feed(call, FlagPaths.environment(call)), EVALUATION, RULES)
                .sharedWith(new Origins(variables -> origins(EnvironmentId.find(variables.getOrDefault("project", ""), variables.getOrDefault("environment", "")))));
        return Stream.of(root.routes(), named.routes()).flatMap(List::stream).toList();
    }

    private Set<String> origins(Optional<EnvironmentId> id) {
        return id.flatMap(environments::find).map(environment -> Set.copyOf(environment.settings().origins())).orElse(Set.of());
    }

    /** Whether an environment is there is for those to know who may ask it. */
    private FlagFeed feed(Call call, EnvironmentId id) {
        boolean isOpen = environments.find(id).filter(one -> one.settings().evaluation() == EnvironmentSettings.Evaluation.OPEN).isPresent();
        if (!isOpen && !call.caller().isKnown()) {
            throw new HoldfastException(ErrorCode.UNAUTHORIZED, "these flags need a token or a sign-in", "send a token as Authorization: Bearer hf_…");
        }
        LiveEnvironment environment = environments.require(id);
        return feeds.computeIfAbsent(id, absent -> new FlagFeed(environment, clock, asking -> keeping.apply(id, asking)));
    }

    /** How many connections wait for the next version. */
    public int listening() {
        return feeds.values().stream().mapToInt(FlagFeed::listening).sum();
    }

    /** Tells all who wait that their connection lives. */
    public void beat() {
        feeds.values().forEach(FlagFeed::beat);
    }

    /** Ends all connections of those who wait: the server stops. */
    @Override
    public void close() {
        feeds.values().forEach(FlagFeed::close);
    }
}
