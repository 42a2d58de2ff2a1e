package dev.holdfast.server;

import dev.holdfast.server.access.AccessControl;
import dev.holdfast.server.access.AdminTokenFile;
import dev.holdfast.server.access.OneTimeTokens;
import dev.holdfast.server.access.SessionRoutes;
import dev.holdfast.server.access.SessionRoutes.CookieSecurity;
import dev.holdfast.server.access.SignInDesk;
import dev.holdfast.server.access.SignInObserver;
import dev.holdfast.server.access.SignInThrottle;
import dev.holdfast.server.access.TokenRoutes;
import dev.holdfast.server.access.UserRoutes;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditRoutes;
import java.util.ArrayList;
import java.util.List;

/** Who may come in: tokens, users, sign-ins, and what they did. */
final class AccessParts {
    private AccessParts() {}

    static ServerPart of(
            Foundation on, Stores stores, AccessControl access, OneTimeTokens oneTime, List<SignInObserver> observers) {
        SignInDesk desk = new SignInDesk(stores.tokens(), stores.users(), oneTime, new SignInThrottle(on.clock()));
        SessionRoutes.Site site = new SessionRoutes.Site(
                stores.tenants(), stores.audit(), observers, cookies(on.options()), on.options().version());
        List<Route> routes = new ArrayList<>(new SessionRoutes(desk, stores.signIns(), stores.users(), access, site).routes());
        routes.addAll(new TokenRoutes(stores.tokens(), stores.signIns(), stores.agents(), stores.audit()).routes());
        routes.addAll(new UserRoutes(stores.users(), stores.signIns(), stores.audit()).routes());
        routes.addAll(new AuditRoutes(stores.audit()).routes());
        return ServerPart.of("access", routes).onStart(() -> new AdminTokenFile(stores.tokens(), on.options().adminToken()).prepare());
    }

    private static CookieSecurity cookies(ServerOptions options) {
        boolean plain = options.tls() instanceof ServerOptions.Tls.Off
                || (options.tls() instanceof ServerOptions.Tls.Auto && options.listen().isLoopback());
        return plain ? CookieSecurity.PLAIN : CookieSecurity.SECURE;
    }
}
