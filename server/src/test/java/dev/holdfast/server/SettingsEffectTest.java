package dev.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.config.ConfigurationDocument;
import dev.holdfast.control.config.Entry;
import dev.holdfast.control.config.Setting;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.config.LaneSettings;
import dev.holdfast.server.config.LogSettings;
import dev.holdfast.server.config.ServerSettings;
import dev.holdfast.server.config.UpkeepSettings;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.limit.Admission;
import dev.holdfast.server.limit.LoadLimits;
import dev.holdfast.server.limit.TenantRates;
import dev.holdfast.server.policy.Policy;
import dev.holdfast.server.policy.PolicyStore;
import dev.holdfast.server.telemetry.LogRules;
import dev.holdfast.server.telemetry.Metrics;
import dev.holdfast.server.telemetry.RequestEnd;
import dev.holdfast.server.telemetry.RequestLog;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.telemetry.TraceContext;
import dev.holdfast.server.telemetry.WorkRecord;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.work.ServerThreads;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One test for each setting of the server, on the part that follows it while it works. */
@Timeout(60)
class SettingsEffectTest {
    private static final TenantName T = new TenantName("t");
    private static final Entropy ENTROPY = Entropy.system();
    private static final OptionalLong NO_TIME = OptionalLong.of(0);
    private static final OptionalLong ALL_TIME = OptionalLong.empty();

    @TempDir
    Path directory;

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Clock clock = Clock.system();
    private final StructuredLog log = StructuredLog.to(logged, clock, ServerThreads.virtual("log"));
    private final RequestLog requests = new RequestLog(log, clock);
    private ControlDatabase database;
    private ConfigParts config;
    private LoadLimits limits;
    private PolicyStore policies;
    private ConfigurationDocument document = ConfigurationDocument.EMPTY;

    @BeforeEach
    void open() {
        database = ControlDatabase.open(directory.resolve("server.db"), new Assembly().migrations());
        config = new ConfigParts(new Foundation(
                ServerOptions.local(directory), database, new EventHub(), new Metrics(), log, new Closing(), clock, ENTROPY));
        TenantRates rates = new TenantRates(tenant -> config.rate(name -> OptionalInt.empty(), tenant), clock);
        limits = new LoadLimits(LoadLimits.standard(2), rates, clock);
        config.attach(new Composition.Levers(Optional.of(limits), requests));
        policies = new PolicyStore(database, config::initialPolicy);
    }

    @AfterEach
    void close() {
        log.close();
        database.close();
    }

    private <T> void set(Setting<T> setting, T value) {
        document = document.with(setting.name(), Optional.of(Entry.of(setting.kind().json(value))));
        long newest = config.live().current().publication().version().sequence();
        config.live().publish(newest, document, Caller.server(), "a test");
    }

    private static Route route(Lane lane) {
        return Route.of(Method.GET, "/x/{tenant}", new Access.Public(), "Answers.")
                .lane(lane)
                .answers(Answer.empty(204, "always"))
                .handle(call -> Reply.empty(204));
    }

    private Admission.Decision admit(Lane lane, OptionalLong remaining) {
        return limits.admit(route(lane), Optional.empty(), remaining);
    }

    private static Admission.Pass pass(Admission.Decision decision) {
        return assertInstanceOf(Admission.Decision.Admitted.class, decision).pass();
    }

    private static ErrorCode refusal(Admission.Decision decision) {
        return assertInstanceOf(Admission.Decision.TurnedAway.class, decision).code();
    }

    private int placesOf(Lane lane) {
        List<Admission.Pass> taken = new ArrayList<>();
        while (admit(lane, NO_TIME) instanceof Admission.Decision.Admitted(Admission.Pass pass)) {
            taken.add(pass);
        }
        taken.forEach(Admission.Pass::close);
        return taken.size();
    }

    @ParameterizedTest
    @EnumSource(value = Lane.class, names = {"CONTROL", "LOOKUP", "UPLOAD", "DOWNLOAD"})
    void places(Lane lane) {
        Setting<Long> places = lane(lane).places();
        assertEquals(lane == Lane.LOOKUP ? 2L * Runtime.getRuntime().availableProcessors() + 2 : 32, placesOf(lane));
        set(places, 3L);
        assertEquals(3, placesOf(lane));
        set(places, 50L);
        assertEquals(50, placesOf(lane));
    }

    private static LaneSettings lane(Lane lane) {
        return Optional.ofNullable(ServerSettings.LANES.get(lane)).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(value = Lane.class, names = {"CONTROL", "LOOKUP", "UPLOAD", "DOWNLOAD"})
    void waiting(Lane lane) throws Exception {
        set(lane(lane).places(), 1L);
        set(lane(lane).patience(), Duration.ofMinutes(1));
        set(lane(lane).waiting(), 1L);
        Admission.Pass first = pass(admit(lane, ALL_TIME));
        CompletableFuture<Admission.Decision> second = waiter(lane, 1);
        // Would be let wait for a minute, for which the test does not.
        assertEquals(ErrorCode.STORE_BUSY, refusal(admit(lane, ALL_TIME)));
        set(lane(lane).waiting(), 2L);
        CompletableFuture<Admission.Decision> third = waiter(lane, 2);
        first.close();
        pass(second.get()).close();
        pass(third.get()).close();
    }

    private CompletableFuture<Admission.Decision> waiter(Lane lane, int waiting) {
        CompletableFuture<Admission.Decision> decision = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> decision.complete(admit(lane, ALL_TIME)));
        while (Optional.ofNullable(limits.load().get(lane)).orElseThrow().waiting() < waiting) {
            Thread.onSpinWait();
        }
        return decision;
    }

    @ParameterizedTest
    @EnumSource(value = Lane.class, names = {"CONTROL", "LOOKUP", "UPLOAD", "DOWNLOAD"})
    void patience(Lane lane) {
        Duration usual = lane(lane).patience().usual();
        Duration shortest = Duration.ofMillis(
                switch (lane) {
                    case UPLOAD, DOWNLOAD -> 500;
                    case LOOKUP -> 250;
                    default -> 100;
                });
        set(lane(lane).places(), 1L);
        set(lane(lane).patience(), shortest);
        Admission.Pass first = pass(admit(lane, ALL_TIME));
        long began = clock.monotonicNanos();
        assertEquals(ErrorCode.STORE_BUSY, refusal(admit(lane, ALL_TIME)));
        long waited = clock.monotonicNanos() - began;
        assertTrue(waited >= shortest.toNanos() && waited < usual.toNanos(), "waited for " + Duration.ofNanos(waited));
        first.close();
    }

    @Test
    void morePlacesServeThoseWhoWaitAtOnce() throws Exception {
        set(lane(Lane.UPLOAD).places(), 1L);
        set(lane(Lane.UPLOAD).patience(), Duration.ofMinutes(1));
        Admission.Pass first = pass(admit(Lane.UPLOAD, ALL_TIME));
        CompletableFuture<Admission.Decision> second = waiter(Lane.UPLOAD, 1);
        set(lane(Lane.UPLOAD).places(), 2L);
        pass(second.get()).close();
        first.close();
    }

    @Test
    void placesOfOpenAnswers() {
        set(ServerSettings.STREAMS, 7L);
        assertEquals(7, placesOf(Lane.STREAM));
    }

    @Test
    void shareOfATenant() {
        set(lane(Lane.UPLOAD).places(), 4L);
        set(ServerSettings.TENANT_SHARE, 50L);
        Route upload = route(Lane.UPLOAD);
        pass(limits.admit(upload, Optional.of("t"), NO_TIME));
        pass(limits.admit(upload, Optional.of("t"), NO_TIME));
        assertEquals(ErrorCode.OVERLOADED, refusal(limits.admit(upload, Optional.of("t"), NO_TIME)));
        set(ServerSettings.TENANT_SHARE, 100L);
        pass(limits.admit(upload, Optional.of("t"), NO_TIME));
    }

    @Test
    void rateOfATenantWithoutOneOfItsOwn() {
        Route control = route(Lane.CONTROL);
        for (int i = 0; i < 100; i++) {
            pass(limits.admit(control, Optional.of("t"), NO_TIME)).close();
        }
        set(ServerSettings.TENANT_RATE, 1L);
        int admitted = 0;
        while (limits.admit(control, Optional.of("t"), NO_TIME) instanceof Admission.Decision.Admitted(Admission.Pass pass)) {
            pass.close();
            admitted++;
        }
        assertTrue(admitted < 100, admitted + " in a second");
        assertEquals(OptionalInt.of(9), config.rate(name -> OptionalInt.of(9), T));
    }

    private List<String> lines() {
        log.close();
        return logged.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private boolean isLogged(String event) {
        return lines().stream().anyMatch(line -> line.contains("\"event\":\"" + event + "\""));
    }

    @Test
    void levelOfTheServer() {
        set(LogSettings.SERVER_LEVEL, "warning");
        log.event(StructuredLog.Level.INFO, "left_out", Map.of());
        log.event(StructuredLog.Level.WARNING, "written", Map.of());
        assertTrue(isLogged("written"));
        assertFalse(isLogged("left_out"));
        assertFalse(isLogged("configuration_published"));
    }

    @Test
    void levelOfRequests() {
        set(LogSettings.REQUESTS_LEVEL, "error");
        requests.ended(end("/a", 200, 5, ""));
        requests.ended(end("/b", 500, 5, "inner"));
        assertEquals(1, lines().stream().filter(line -> line.contains("\"event\":\"request\"")).count());
        assertTrue(lines().stream().anyMatch(line -> line.contains("inner")));
    }

    @Test
    void levelOfJobs() {
        set(LogSettings.JOBS_LEVEL, "warning");
        log.event(LogRules.Component.JOBS, StructuredLog.Level.INFO, "left_out", Map.of());
        log.event(LogRules.Component.JOBS, StructuredLog.Level.WARNING, "written", Map.of());
        assertTrue(isLogged("written"));
        assertFalse(isLogged("left_out"));
    }

    @Test
    void levelOfLibraries() {
        Level before = Logger.getLogger("").getLevel();
        try {
            set(LogSettings.LIBRARIES_LEVEL, "info");
            assertTrue(Logger.getLogger("org.example").isLoggable(Level.INFO));
            assertFalse(Logger.getLogger("org.example").isLoggable(Level.FINE));
            set(LogSettings.LIBRARIES_LEVEL, "error");
            assertFalse(Logger.getLogger("org.example").isLoggable(Level.WARNING));
            log.event(LogRules.Component.LIBRARIES, StructuredLog.Level.WARNING, "left_out", Map.of());
            log.event(LogRules.Component.LIBRARIES, StructuredLog.Level.ERROR, "written", Map.of());
        } finally {
            Logger.getLogger("").setLevel(before);
        }
        assertTrue(isLogged("written"));
        assertFalse(isLogged("left_out"));
    }

    private RequestEnd end(String route, int status, long millis, String fault) {
        TraceContext trace = TraceContext.continued(Optional.empty(), ENTROPY);
        return new RequestEnd(
                "id", trace, "GET", route, status, Caller.anonymous("192.0.2.1"), millis * 1_000_000, false, new WorkRecord(clock),
                fault.isEmpty() ? Optional.empty() : Optional.of(new IllegalStateException(fault)));
    }

    private long requestLines() {
        return lines().stream().filter(line -> line.contains("\"event\":\"request\"")).count();
    }

    @Test
    void sampleOfRequests() {
        set(LogSettings.SAMPLE, 10L);
        for (int i = 0; i < 2_000; i++) {
            requests.ended(end("/a", 200, 5, ""));
        }
        long written = requestLines();
        // Nine standard deviations from 200.
        assertTrue(written > 80 && written < 320, written + " of 2000");
    }

    @Test
    void whatFailedIsLoggedWhateverTheSample() {
        set(LogSettings.SAMPLE, 0L);
        requests.ended(end("/a", 200, 5, ""));
        requests.ended(end("/a", 404, 5, ""));
        requests.ended(end("/metrics", 503, 5, ""));
        assertEquals(2, requestLines());
    }

    @Test
    void slownessOfRequests() {
        set(LogSettings.SAMPLE, 0L);
        set(LogSettings.SLOW, Duration.ofMillis(50));
        requests.ended(end("/a", 200, 49, ""));
        requests.ended(end("/a", 200, 50, ""));
        assertEquals(1, requestLines());
    }

    @Test
    void quietRoutes() {
        set(LogSettings.QUIET, List.of("/a"));
        requests.ended(end("/a", 200, 5, ""));
        requests.ended(end("/metrics", 200, 5, ""));
        assertEquals(1, requestLines());
    }

    private Policy policy() {
        return policies.current(T).policy();
    }

    @Test
    void scheduleOfCollections() {
        assertEquals(Policy.INITIAL, policy());
        set(UpkeepSettings.COLLECTION, "daily 01:15");
        assertEquals(Optional.of("daily 01:15"), policy().collection().schedule());
        set(UpkeepSettings.COLLECTION, UpkeepSettings.NEVER);
        assertEquals(Optional.empty(), policy().collection().schedule());
    }

    @Test
    void garbageThatPacksMayHave() {
        set(UpkeepSettings.MAX_UNUSED, 55L);
        assertEquals(55, policy().collection().maxUnusedPercent());
    }

    @Test
    void scheduleOfScrubs() {
        set(UpkeepSettings.SCRUB, "hourly");
        assertEquals(Optional.of("hourly"), policy().scrub().schedule());
    }

    @Test
    void partOfEachScrub() {
        set(UpkeepSettings.SCRUB_PART, 20L);
        assertEquals(20, policy().scrub().percentPerRun());
    }

    @Test
    void whenAMachineIsLate() {
        set(UpkeepSettings.LATE_AFTER, 50L);
        assertEquals(50, policy().lateAfterHours());
    }

    @Test
    void aTenantWithAPolicyOfItsOwnKeepsIt() {
        policies.change(T, before -> before);
        set(UpkeepSettings.LATE_AFTER, 50L);
        assertEquals(Policy.INITIAL, policy());
    }
}
