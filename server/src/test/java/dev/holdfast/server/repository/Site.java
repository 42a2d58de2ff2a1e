package dev.holdfast.server.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.config.CutterAlgorithm;
import dev.holdfast.core.config.CutterSettings;
import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Id128;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.event.EventHub;
import dev.holdfast.server.tenant.QuotaGuard;
import dev.holdfast.server.tenant.Tenant;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.TenantStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;

/** The operations on repositories in a directory, for callers of every kind; what runs in the background runs at once. */
final class Site implements AutoCloseable {
    static final TenantName TENANT = new TenantName("acme");
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration MINIMUM_AGE = Duration.ofDays(1);
    static final RepositoryConfig CONFIG = new RepositoryConfig(
            new RepositoryId(new Id128(1, 2)),
            EncryptionMode.NONE,
            new CutterSettings(CutterAlgorithm.FASTCDC, 65536),
            1,
            1 << 20,
            START);

    private final ControlDatabase database;
    private final TenantRepositories repositories;
    private final SessionRegistry sessions;
    private final List<Route> routes;
    final TenantStore tenants;
    final List<String> acts = new ArrayList<>();
    final List<Heard> commits = new ArrayList<>();
    final List<SessionId> forgotten = new ArrayList<>();
    private Instant now = START;

    /** A commit that was told of. */
    record Heard(SessionId snapshot, SessionRegistry.Entry entry, long storedBytes) {}

    Site(Path directory) {
        Clock clock = clock();
        database = ControlDatabase.open(
                directory.resolve("server.db"), List.of(TenantStore.MIGRATION, SessionRegistry.MIGRATION));
        tenants = new TenantStore(database, clock);
        if (!tenants.exists(TENANT)) {
            tenants.add(TENANT, Tenant.Limits.NONE);
        }
        repositories = new TenantRepositories(directory.resolve("tenants"), tenants, Entropy.system(), Runnable::run);
        sessions = new SessionRegistry(database, clock);
        AuditTrail audit = (caller, request, act) -> acts.add(act.action() + " " + act.object());
        routes = RepositoryRoutes.of(new RepositoryServices(
                repositories,
                sessions,
                (tenant, agent) -> Optional.of("name of " + agent),
                new QuotaGuard(tenants, repositories, clock),
                guard(),
                observer(),
                audit,
                new EventHub(),
                clock));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public long monotonicNanos() {
                return Duration.between(START, now).toNanos();
            }
        };
    }

    private SnapshotObserver observer() {
        return new SnapshotObserver() {
            @Override
            public void committed(TenantName tenant, SessionId snapshot, SessionRegistry.Entry entry, long storedBytes) {
                commits.add(new Heard(snapshot, entry, storedBytes));
            }

            @Override
            public void forgotten(TenantName tenant, SessionId snapshot) {
                forgotten.add(snapshot);
            }
        };
    }

    private SnapshotGuard guard() {
        return new SnapshotGuard() {
            @Override
            public void requireForgettable(Call call, SessionId snapshot, Optional<Instant> committed) {
                if (committed.filter(time -> time.plus(MINIMUM_AGE).isAfter(now)).isPresent()) {
                    throw new HoldfastException(ErrorCode.SNAPSHOT_PROTECTED, "too young");
                }
            }

            @Override
            public Optional<Object> requestUnprotect(Call call, SessionId snapshot) {
                return Optional.of("approval of " + snapshot);
            }
        };
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }

    TenantRepository repository() {
        return repositories.of(TENANT);
    }

    SessionRegistry sessions() {
        return sessions;
    }

    TenantRepositories repositories() {
        return repositories;
    }

    /** Makes the tenant's repository. */
    Site initialised() {
        call(Method.PUT, "/files/{name...}", request(agent("one"))
                .path("name", RepositoryConfig.FILE_NAME)
                .header("If-None-Match", "*")
                .body(CONFIG.encode()));
        return this;
    }

    static Caller agent(String id) {
        return new Caller(
                Caller.Kind.TOKEN, "token-" + id, id, Role.AGENT, Optional.of(TENANT), Optional.of(id), Optional.empty(), "127.0.0.1");
    }

    static Caller person(Role role) {
        return new Caller(
                Caller.Kind.USER, "user-" + role, "somebody", role, Optional.of(TENANT), Optional.empty(), Optional.empty(), "127.0.0.1");
    }

    static TestCall request(Caller caller) {
        return new TestCall(caller, TENANT);
    }

    /** Does what the host does: looks the route up, lets the caller in or not, and calls it. */
    Reply call(Method method, String path, TestCall call) {
        Route route = routes.stream()
                .filter(found -> found.method() == method && found.path().equals("/api/v1/tenants/{tenant}" + path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no route " + method + " " + path));
        if (!route.access().admits(call.caller(), Optional.of(call.tenant()))) {
            throw new HoldfastException(ErrorCode.FORBIDDEN, "not for this role");
        }
        return route.handler().handle(call);
    }

    static byte[] bytes(Reply reply) {
        return switch (reply) {
            case Reply.Bytes bytes -> bytes.body();
            case Reply.Stream stream -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try {
                    stream.content().write(out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                yield out.toByteArray();
            }
            case Reply.Json json -> throw new AssertionError("JSON: " + json.body());
            case Reply.Empty empty -> new byte[0];
            case Reply.Lasting lasting -> throw new AssertionError("stays open");
        };
    }

    static <T> T json(Reply reply, Class<T> type) {
        return type.cast(((Reply.Json) reply).body());
    }

    static void assertFails(ErrorCode code, Executable step) {
        assertEquals(code, assertThrows(HoldfastException.class, step).code());
    }

    @Override
    public void close() {
        repositories.close();
        database.close();
    }
}
