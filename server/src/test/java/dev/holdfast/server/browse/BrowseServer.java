package dev.holdfast.server.browse;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.tenant.Repositories;
import dev.holdfast.server.tenant.RepositoryAccess;
import dev.holdfast.server.tenant.SnapshotOrigin;
import dev.holdfast.server.tenant.SnapshotOrigins;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.storage.service.EmbeddedMetadataService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations of this package over the repositories of a few tenants, called without HTTP. */
final class BrowseServer implements Repositories, SnapshotOrigins, AutoCloseable {
    static final TenantName TENANT = new TenantName("acme");

    final SettableClock clock = new SettableClock();
    final UnlockedRepositories repositories;
    private final Map<TenantName, RepositoryAccess> tenants = new HashMap<>();
    private final Map<SessionId, SnapshotOrigin> origins = new HashMap<>();
    private final List<Route> routes;

    BrowseServer(RepositoryAccess access) {
        tenants.put(TENANT, access);
        repositories = new UnlockedRepositories(this, clock, Entropy.system(), TestTenant.CHEAP);
        SnapshotMakers makers =
                new SnapshotMakers(this, (tenant, agent) -> Optional.of("name of " + agent).filter(_ -> tenant.equals(TENANT)));
        routes = Stream.of(
                        new BrowseRoutes(repositories, makers, clock).routes(),
                        new TagRoutes(repositories, makers, this::relabel).routes())
                .flatMap(List::stream)
                .toList();
    }

    void put(TenantName tenant, RepositoryAccess access) {
        tenants.put(tenant, access);
    }

    void put(SessionId snapshot, SnapshotOrigin origin) {
        origins.put(snapshot, origin);
    }

    /** Somebody who signed in with a password. */
    static Caller signedIn(String signIn) {
        return new Caller(
                Caller.Kind.USER, "ann", "ann", Role.READER, Optional.empty(), Optional.empty(), Optional.of(signIn), "192.0.2.1");
    }

    /** A program with a token. */
    static Caller token(String address) {
        return new Caller(
                Caller.Kind.TOKEN, "t1", "script", Role.READER, Optional.of(TENANT), Optional.empty(), Optional.empty(), address);
    }

    Reply call(TestCall call) {
        return routes.stream()
                .filter(route -> route.method() == call.method()
                        && route.path().equals("/api/v1/tenants/{tenant}/browse" + call.route()))
                .findFirst()
                .orElseThrow()
                .handler()
                .handle(call);
    }

    private Snapshot relabel(Call call, Snapshot snapshot, SnapshotLabels labels) {
        EmbeddedMetadataService metadata = new EmbeddedMetadataService(of(call.tenant()).rows(), Entropy.system());
        if (!metadata.relabel(snapshot, labels)) {
            throw new HoldfastException(ErrorCode.CHANGED_MEANWHILE, "snapshot " + snapshot.id() + " was changed meanwhile");
        }
        return metadata.snapshot(snapshot.id()).orElseThrow();
    }

    /** What a reply that is JSON is made of. */
    <T> T json(TestCall call, Class<T> type) {
        return type.cast(((Reply.Json) call(call)).body());
    }

    /** All bytes of a reply that is streamed. */
    static byte[] bytes(Reply reply) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ((Reply.Stream) reply).content().write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public RepositoryAccess of(TenantName tenant) {
        @Nullable RepositoryAccess access = tenants.get(tenant);
        if (access == null) {
            throw new HoldfastException(ErrorCode.NOT_FOUND, "no tenant " + tenant);
        }
        return access;
    }

    @Override
    public void remove(TenantName tenant) {
        tenants.remove(tenant);
    }

    @Override
    public Optional<SnapshotOrigin> origin(TenantName tenant, SessionId snapshot) {
        return Optional.ofNullable(origins.get(snapshot));
    }

    @Override
    public Map<SessionId, SnapshotOrigin> origins(TenantName tenant) {
        return Map.copyOf(origins);
    }

    @Override
    public void close() {
        repositories.close();
    }
}
