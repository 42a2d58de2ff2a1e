package dev.holdfast.server;

import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.event.EventRoutes;
import dev.holdfast.server.http.ConsolePages;
import dev.holdfast.server.http.ErrorBody;
import dev.holdfast.server.http.HostOptions;
import dev.holdfast.server.http.HttpHost;
import dev.holdfast.server.http.HttpService;
import dev.holdfast.server.http.KeptAnswers;
import dev.holdfast.server.limit.Admission;
import dev.holdfast.server.limit.Load;
import dev.holdfast.server.limit.LoadLimits;
import dev.holdfast.server.limit.TenantRates;
import dev.holdfast.server.openapi.OpenApi;
import dev.holdfast.server.telemetry.HealthCheck;
import dev.holdfast.server.telemetry.Metrics;
import dev.holdfast.server.telemetry.Readiness;
import dev.holdfast.server.telemetry.RequestLog;
import dev.holdfast.server.telemetry.RequestObservers;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.telemetry.VitalRoutes;
import dev.holdfast.server.tls.ServerCertificate;
import dev.holdfast.server.work.Rounds;
import dev.holdfast.server.work.ServerThreads;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Puts a server together, from the data directory up to the listening socket. Used once, by one thread. */
final class ServerStart {
    private static final long ROUND_MILLIS = 10_000;
    private static final long WARN_ROUND_MILLIS = 12 * 3600 * 1000L;

    private final ServerOptions options;
    private final Composition composition;
    private final StructuredLog log;
    private final Clock clock;
    private final Entropy entropy;
    private final Deque<AutoCloseable> open;
    private final Metrics metrics = new Metrics();
    private final EventHub events = new EventHub();
    private final Closing closing = new Closing();

    ServerStart(
            ServerOptions options, Composition composition, StructuredLog log, Clock clock, Entropy entropy, Deque<AutoCloseable> open) {
        this.options = options;
        this.composition = composition;
        this.log = log;
        this.clock = clock;
        this.entropy = entropy;
        this.open = open;
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.addLast(part);
        return part;
    }

    Server run() {
        DataDirectory data = opened(DataDirectory.open(options.data()));
        ControlDatabase database = opened(ControlDatabase.open(data.database(), migrations()));
        Composition.Parts parts =
                composition.compose(new Foundation(options, database, events, metrics, log, closing, clock, entropy));
        Optional<ServerCertificate> certificate = certificate(data);
        certificate.ifPresent(this::watch);
        parts.parts().forEach(this::start);
        Readiness readiness = readiness(parts, certificate);
        KeptAnswers kept = new AnswerStore(database, clock, log);
        HttpHost host = opened(host(parts, kept, readiness, certificate));
        metrics.gauge("holdfast_connections", "Open connections.", () -> (double) host.connections());
        // Closed first of all: whoever looks sees that the server ends, and answers that stay open end.
        closing.add(readiness::stopping);
        closing.add(events::close);
        open.addLast(closing);
        log.event(StructuredLog.Level.INFO, "started", Map.of("address", host.address(), "version", options.version()));
        return new Server(host.address(), certificate, log, open);
    }

    private void start(ServerPart part) {
        open.addLast(part.stop()::run);
        part.start().run();
    }

    private Readiness readiness(Composition.Parts parts, Optional<ServerCertificate> certificate) {
        List<HealthCheck> checks = new ArrayList<>();
        parts.parts().forEach(part -> checks.addAll(part.checks()));
        certificate.ifPresent(checks::add);
        return new Readiness(checks);
    }

    private List<Migration> migrations() {
        return Stream.concat(composition.migrations().stream(), Stream.of(AnswerStore.MIGRATION)).toList();
    }

    private HttpHost host(Composition.Parts parts, KeptAnswers kept, Readiness readiness, Optional<ServerCertificate> certificate) {
        RequestLog requests = new RequestLog(log, clock);
        HttpService service = new HttpService(
                routes(parts, readiness),
                parts.authenticator(),
                new ConsolePages(),
                new RequestObservers(List.of(metrics, requests)),
                kept,
                clock,
                entropy);
        Optional<LoadLimits> limits = limits(parts);
        parts.configured().accept(new Composition.Levers(limits, requests));
        Admission admission = limits.<Admission>map(found -> found).orElseGet(Admission::open);
        return HttpHost.start(service, hostOptions(), admission, certificate.map(ServerCertificate::context));
    }

    private List<Route> routes(Composition.Parts parts, Readiness readiness) {
        List<Route> routes = new ArrayList<>();
        parts.parts().forEach(part -> routes.addAll(part.routes()));
        routes.addAll(new EventRoutes(events, clock).routes());
        routes.addAll(new VitalRoutes(readiness, metrics).routes());
        routes.addAll(ServiceRoutes.of(options.version()));
        routes.add(OpenApi.route(routes, options.version(), ErrorBody.class));
        return routes;
    }

    private HostOptions hostOptions() {
        Set<String> known = new HashSet<>();
        if (options.listen().isLoopback()) {
            known.addAll(HostOptions.LOOPBACK_NAMES);
            known.add(options.listen().address());
            known.addAll(options.names());
        }
        return new HostOptions(options.listen().address(), options.listen().port(), known, options.trustedProxies(), HostOptions.Limits.STANDARD);
    }

    private Optional<LoadLimits> limits(Composition.Parts parts) {
        if (options.shedding() == ServerOptions.Shedding.OFF) {
            return Optional.empty();
        }
        LoadLimits limits = new LoadLimits(LoadLimits.standard(Runtime.getRuntime().availableProcessors()), new TenantRates(parts.requestsPerSecond(), clock), clock);
        metrics.gauges("holdfast_lane_served", "Requests that have a place in their lane.", "lane", () -> byLane(limits, Load::served));
        metrics.gauges("holdfast_lane_waiting", "Requests that wait for a place in their lane.", "lane", () -> byLane(limits, Load::waiting));
        return Optional.of(limits);
    }

    private static Map<String, Double> byLane(LoadLimits limits, ToIntFunction<Load> number) {
        Map<String, Double> values = new HashMap<>();
        limits.load().forEach((lane, load) -> values.put(lane.name().toLowerCase(Locale.ROOT), (double) number.applyAsInt(load)));
        return values;
    }

    private Optional<ServerCertificate> certificate(DataDirectory data) {
        return switch (options.tls()) {
            case ServerOptions.Tls.Off off -> Optional.empty();
            case ServerOptions.Tls.Auto auto -> options.listen().isLoopback() ? Optional.empty() : Optional.of(selfMade(data));
            case ServerOptions.Tls.SelfMade own -> Optional.of(selfMade(data));
            case ServerOptions.Tls.Files files -> Optional.of(ServerCertificate.of(files.files(), clock));
        };
    }

    private ServerCertificate selfMade(DataDirectory data) {
        Set<String> names = new HashSet<>(options.names());
        names.add(options.listen().address());
        return ServerCertificate.selfMade(data.certificates(), names, clock, entropy);
    }

    private void watch(ServerCertificate certificate) {
        metrics.gauge("holdfast_certificate_seconds_left", "Seconds until the certificate is no longer valid.", certificate::secondsLeft);
        certificate.warn(log);
        opened(Rounds.start(
                List.of(() -> certificate.reload(log)),
                ROUND_MILLIS,
                failure -> log.failure("certificate_watch_failed", failure, Map.of()),
                ServerThreads.virtual("certificate")));
        opened(Rounds.start(
                List.of(() -> certificate.warn(log)),
                WARN_ROUND_MILLIS,
                failure -> log.failure("certificate_watch_failed", failure, Map.of()),
                ServerThreads.virtual("certificate-warning")));
    }
}
