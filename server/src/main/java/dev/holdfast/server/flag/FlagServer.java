package dev.holdfast.server.flag;

import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Origins;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.http.HostOptions;
import dev.holdfast.server.http.HttpHost;
import dev.holdfast.server.http.HttpService;
import dev.holdfast.server.http.KeptAnswers;
import dev.holdfast.server.http.Pages;
import dev.holdfast.server.limit.LaneRule;
import dev.holdfast.server.limit.LoadLimits;
import dev.holdfast.server.limit.TenantRates;
import dev.holdfast.server.telemetry.Metrics;
import dev.holdfast.server.telemetry.Readiness;
import dev.holdfast.server.telemetry.RequestLog;
import dev.holdfast.server.telemetry.RequestObservers;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.telemetry.VitalRoutes;
import dev.holdfast.server.work.Rounds;
import dev.holdfast.server.work.ServerThreads;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** A server of the flags in one file, and of nothing else. Thread-safe. */
public final class FlagServer implements AutoCloseable {
    private static final long ROUND_MILLIS = 500;
    private static final Set<String> LOOPBACK_ADDRESSES = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1");
    private static final int LISTENERS = 16_000;
    private static final int CONNECTIONS = 20_000;
    /** When all connections are taken, silent ones get a twentieth of this, which is still longer than the pause between two beats of a stream. */
    private static final long IDLE_MILLIS = 400_000;

    private final HttpHost host;
    private final FlagFeed feed;
    private final List<Rounds> rounds;
    private final Readiness readiness;

    private FlagServer(HttpHost host, FlagFeed feed, List<Rounds> rounds, Readiness readiness) {
        this.host = host;
        this.feed = feed;
        this.rounds = List.copyOf(rounds);
        this.readiness = readiness;
    }

    /**
     * How it is started.
     *
     * @param address host name or address to listen on
     * @param port or 0 for any free one
     * @param file the flags, in flagd's format
     * @param origins whose pages may ask besides the server's own, such as {@code https://shop.example}; {@code *} for everybody's
     * @param rules who may read the rules themselves
     */
    public record Options(String address, int port, Path file, Set<String> origins, RulesAccess rules) {
        public Options {
            origins = Set.copyOf(origins);
        }

        private HostOptions host() {
            boolean loopback = HostOptions.LOOPBACK_NAMES.contains(address) || address.startsWith("127.");
            HostOptions.Limits standard = HostOptions.Limits.STANDARD;
            HostOptions.Limits limits = new HostOptions.Limits(
                    CONNECTIONS, IDLE_MILLIS, standard.headMillis(), standard.headerBytes(), standard.minimumBytesPerSecond(), standard.drainMillis());
            // A proxy on this machine speaks for others, who must not pass for programs on this machine.
            return new HostOptions(address, port, loopback ? HostOptions.LOOPBACK_NAMES : Set.of(), LOOPBACK_ADDRESSES, limits, HostOptions.Threads.INSTANT_AT_ONCE);
        }
    }

    /**
     * Listens, and watches the file.
     *
     * @throws dev.holdfast.core.error.HoldfastException if the file is not sound or the address cannot be had
     */
    public static FlagServer start(Options options, StructuredLog log, Clock clock, Entropy entropy) {
        FlagFeed feed = new FlagFeed(WatchedFile.open(options.file(), log), clock);
        Metrics metrics = metrics(feed);
        Readiness readiness = new Readiness(List.of());
        List<Route> routes = new ArrayList<>(DeliveryRoutes.at("", call -> feed, new Access.Public(), RulesAccess.ACCESS)
                .sharedWith(Origins.always(options.origins()))
                .routes());
        routes.addAll(new VitalRoutes(readiness, metrics).routes());
        HttpService service = new HttpService(
                routes,
                options.rules(),
                Pages.none(),
                new RequestObservers(List.of(metrics, RequestLog.ofTroubles(log, clock))),
                KeptAnswers.none(),
                clock,
                entropy);
        HttpHost host = HttpHost.start(service, options.host(), limits(clock), Optional.empty());
        log.event(StructuredLog.Level.INFO, "started", Map.of("address", host.address(), "flags_version", feed.rules().version().toString()));
        return new FlagServer(host, feed, rounds(feed, options.file(), log), readiness);
    }

    private static Metrics metrics(FlagFeed feed) {
        Metrics metrics = new Metrics();
        metrics.gauge("holdfast_flags", "Flags in the version that is served.", () -> (double) feed.rules().keys().size());
        metrics.gauge("holdfast_flags_sequence", "Number of the version that is served.", () -> (double) feed.rules().version().sequence());
        metrics.gauge("holdfast_flags_listeners", "Connections that wait for the next version.", () -> (double) feed.listening());
        return metrics;
    }

    private static LoadLimits limits(Clock clock) {
        Map<Lane, LaneRule> rules = new EnumMap<>(LoadLimits.standard(Runtime.getRuntime().availableProcessors()));
        // Whatever is asked at once is answered before the next request is read, so that there is never a crowd.
        rules.remove(Lane.INSTANT);
        rules.put(Lane.STREAM, new LaneRule(LISTENERS, LISTENERS, 0, 0, 0));
        return new LoadLimits(rules, new TenantRates(tenant -> OptionalInt.empty(), clock), clock);
    }

    private static List<Rounds> rounds(FlagFeed feed, Path file, StructuredLog log) {
        Consumer<RuntimeException> failed = failure -> log.failure("flags_watch_failed", failure, Map.of("file", file));
        return List.of(
                Rounds.start(List.of(feed::look), ROUND_MILLIS, failed, ServerThreads.virtual("flags")),
                Rounds.start(List.of(feed::beat), FlagFeed.BEAT_MILLIS, failed, ServerThreads.virtual("flags-beat")));
    }

    /** Where it can be reached. */
    public URI address() {
        return host.address();
    }

    /** Takes no more requests and lets those under way end. */
    @Override
    public void close() {
        readiness.stopping();
        rounds.forEach(Rounds::close);
        feed.close();
        host.close();
    }
}
