package dev.holdfast.server.access;

import dev.holdfast.core.keys.Argon2;
import dev.holdfast.core.keys.Argon2Settings;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.audit.AuditLog;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.Routing;
import dev.holdfast.server.tenant.Tenant;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.TenantStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The whole subject over a database in a directory; opened again it is the server after its next start. */
final class AccessFixture implements AutoCloseable {
    final HandClock clock;
    final ControlDatabase database;
    final TokenStore tokens;
    final UserStore users;
    final SignInStore signIns;
    final OneTimeTokens oneTime;
    final AccessControl control;
    final AuditLog audit;
    final Routing routes;
    final List<String> ended = new ArrayList<>();

    AccessFixture(Path directory, HandClock clock) {
        this.clock = clock;
        Entropy entropy = Entropy.system();
        database = ControlDatabase.open(
                directory.resolve("server.db"),
                List.of(TokenStore.MIGRATION, UserStore.MIGRATION, SignInStore.MIGRATION, TenantStore.MIGRATION, AuditLog.MIGRATION));
        tokens = new TokenStore(database, clock, entropy);
        users = new UserStore(
                database, clock, new PasswordHash(Argon2.fastest(), new Argon2Settings(64, 1, 1), entropy));
        List<SignInObserver> observers = List.of(new SignInObserver() {
            @Override
            public List<TenantName> unlocked(String signIn) {
                return List.of(new TenantName("t"));
            }

            @Override
            public void ended(String signIn) {
                ended.add(signIn);
            }
        });
        signIns = new SignInStore(database, clock, entropy, observers);
        oneTime = new OneTimeTokens(clock, entropy);
        control = new AccessControl(tokens, users, signIns, clock);
        audit = new AuditLog(database, clock);
        TenantStore tenants = new TenantStore(database, clock);
        if (!tenants.exists(new TenantName("t"))) {
            tenants.add(new TenantName("t"), Tenant.Limits.NONE);
        }
        SessionRoutes sessions = new SessionRoutes(
                new SignInDesk(tokens, users, oneTime, new SignInThrottle(clock)),
                signIns,
                users,
                control,
                new SessionRoutes.Site(tenants, audit, observers, SessionRoutes.CookieSecurity.SECURE, "1"));
        routes = new Routing(Stream.of(
                        sessions.routes(),
                        new TokenRoutes(tokens, signIns, (tenant, name) -> "agent-" + name, audit).routes(),
                        new UserRoutes(users, signIns, audit).routes())
                .flatMap(List::stream)
                .toList());
    }

    @Override
    public void close() {
        database.close();
    }
}
