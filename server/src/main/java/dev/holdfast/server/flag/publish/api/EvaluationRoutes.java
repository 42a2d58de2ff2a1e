package dev.holdfast.server.flag.publish.api;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.flag.FlagRoutes;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.EnvironmentSettings;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.LiveEnvironment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** OFREP for every environment: the default one at the root, and each below its own path. Thread-safe. */
public final class EvaluationRoutes {
    private static final String PREFIX = "/flags/{project}/{environment}";
    private static final Access ANYBODY = new Access.Public();

    private final FlagEnvironments environments;
    private final Clock clock;
    private final Map<EnvironmentId, List<Route>> served = new ConcurrentHashMap<>();

    public EvaluationRoutes(FlagEnvironments environments, Clock clock) {
        this.environments = environments;
        this.clock = clock;
    }

    public List<Route> routes() {
        return Stream.of(
                        at("", call -> EnvironmentId.DEFAULT),
                        at(PREFIX, FlagPaths::environment))
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> at(String prefix, Function<Call, EnvironmentId> named) {
        List<Route> plain = of(environments.require(EnvironmentId.DEFAULT));
        return Stream.iterate(0, index -> index + 1).limit(plain.size()).map(index -> at(prefix, plain.get(index), index, named)).toList();
    }

    private Route at(String prefix, Route plain, int index, Function<Call, EnvironmentId> named) {
        return new Route(
                plain.method(),
                prefix + plain.path(),
                ANYBODY,
                plain.lane(),
                plain.body(),
                plain.summary(),
                plain.parameters(),
                plain.answers(),
                call -> evaluate(call, named.apply(call), index));
    }

    /** Whether an environment is there is for those to know who may ask it. */
    private Reply evaluate(Call call, EnvironmentId id, int index) {
        boolean isOpen = environments.find(id).filter(one -> one.settings().evaluation() == EnvironmentSettings.Evaluation.OPEN).isPresent();
        if (!isOpen && !call.caller().isKnown()) {
            throw new HoldfastException(ErrorCode.UNAUTHORIZED, "these flags need a token or a sign-in", "send a token as Authorization: Bearer hf_…");
        }
        return of(environments.require(id)).get(index).handler().handle(call);
    }

    private List<Route> of(LiveEnvironment environment) {
        return served.computeIfAbsent(environment.id(), id -> new FlagRoutes(environment, ANYBODY, clock).routes());
    }
}
