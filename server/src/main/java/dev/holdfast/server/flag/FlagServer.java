package dev.holdfast.server.flag;

import dev.holdfast.control.flag.definition.Problem;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.http.HostOptions;
import dev.holdfast.server.http.HttpHost;
import dev.holdfast.server.http.HttpService;
import dev.holdfast.server.http.KeptAnswers;
import dev.holdfast.server.http.Pages;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** A server of the flags in one file, and of nothing else. Thread-safe. */
public final class FlagServer implements AutoCloseable {
    private static final long ROUND_MILLIS = 500;
    private static final int PROBLEMS_LOGGED = 5;

    private final HttpHost host;
    private final Rounds watching;
    private final Readiness readiness;

    private FlagServer(HttpHost host, Rounds watching, Readiness readiness) {
        this.host = host;
        this.watching = watching;
        this.readiness = readiness;
    }

    /**
     * How it is started.
     *
     * @param address host name or address to listen on
     * @param port or 0 for any free one
     * @param file the flags, in flagd's format
     */
    public record Options(String address, int port, Path file) {
        private HostOptions host() {
            boolean loopback = HostOptions.LOOPBACK_NAMES.contains(address) || address.startsWith("127.");
            return new HostOptions(address, port, loopback ? HostOptions.LOOPBACK_NAMES : Set.of(), Set.of(), HostOptions.Limits.STANDARD);
        }
    }

    /**
     * Listens, and watches the file.
     *
     * @throws dev.holdfast.core.error.HoldfastException if the file is not sound or the address cannot be had
     */
    public static FlagServer start(Options options, StructuredLog log, Clock clock, Entropy entropy) {
        FlagFile file = FlagFile.open(options.file());
        Metrics metrics = new Metrics();
        metrics.gauge("holdfast_flags", "Flags in the version that is served.", () -> (double) file.current().keys().size());
        metrics.gauge("holdfast_flags_sequence", "Number of the version that is served.", () -> (double) file.current().version().sequence());
        Readiness readiness = new Readiness(List.of());
        List<Route> routes = new ArrayList<>(new FlagRoutes(file, new Access.Public(), clock).routes());
        routes.addAll(new VitalRoutes(readiness, metrics).routes());
        HttpService service = new HttpService(
                routes,
                credentials -> Caller.anonymous(credentials.address()),
                Pages.none(),
                new RequestObservers(List.of(metrics, new RequestLog(log, clock))),
                KeptAnswers.none(),
                clock,
                entropy);
        LoadLimits limits = new LoadLimits(LoadLimits.standard(Runtime.getRuntime().availableProcessors()), new TenantRates(tenant -> OptionalInt.empty(), clock), clock);
        HttpHost host = HttpHost.start(service, options.host(), limits, Optional.empty());
        log.event(StructuredLog.Level.INFO, "started", Map.of("address", host.address(), "flags_version", file.current().version().toString()));
        Rounds watching = Rounds.start(
                List.of(() -> look(file, options.file(), log)),
                ROUND_MILLIS,
                failure -> log.failure("flags_watch_failed", failure, Map.of("file", options.file())),
                ServerThreads.virtual("flags"));
        return new FlagServer(host, watching, readiness);
    }

    private static void look(FlagFile file, Path path, StructuredLog log) {
        switch (file.refresh()) {
            case FlagFile.Change.None none -> {
                // Nearly always.
            }
            case FlagFile.Change.Published published -> log.event(
                    StructuredLog.Level.INFO,
                    "flags_published",
                    Map.of("file", path, "flags_version", published.rules().version().toString(), "flags", published.rules().keys().size()));
            case FlagFile.Change.Refused refused -> log.event(
                    StructuredLog.Level.ERROR,
                    "flags_refused",
                    Map.of(
                            "file", path,
                            "problems", refused.problems().stream().limit(PROBLEMS_LOGGED).map(Problem::toString).collect(Collectors.joining(" | ")),
                            "count", refused.problems().size(),
                            "still_served", file.current().version().toString()));
            case FlagFile.Change.Unreadable unreadable -> log.event(
                    StructuredLog.Level.WARNING,
                    "flags_unreadable",
                    Map.of("file", path, "reason", unreadable.reason(), "still_served", file.current().version().toString()));
        }
    }

    /** Where it can be reached. */
    public URI address() {
        return host.address();
    }

    /** Takes no more requests and lets those under way end. */
    @Override
    public void close() {
        readiness.stopping();
        watching.close();
        host.close();
    }
}
