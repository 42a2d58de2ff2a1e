package dev.holdfast.server;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.access.OneTimeTokens;
import dev.holdfast.server.access.SignIn;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.tenant.Tenant;
import dev.holdfast.server.tenant.TenantName;
import dev.holdfast.server.tenant.TenantStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A server for the one person who started it: the console over one repository directory of this machine. It is made of the same parts as
 * any server, without what only many machines need: nobody can reach the repository protocol, add access or change rules, nothing runs
 * by a schedule, and there is no administrator. Its own rows live in a directory that its starter discards.
 */
public final class LocalConsole implements Composition {
    /** The name under which the console shows the repository. */
    public static final TenantName TENANT = new TenantName("local");

    private static final String API = "/api/v1/tenants/{tenant}/";
    /** What is changed here: what a person does with snapshots and the directory's upkeep. */
    private static final Set<String> CHANGED = Set.of("snapshots", "browse", "jobs");
    /** What is read by agents alone. */
    private static final Set<String> OF_AGENTS = Set.of("files", "packs", "filter", "sessions", "reads", "locate");
    /** Parts that go to work by themselves. */
    private static final Set<String> BY_THEMSELVES = Set.of("upkeep", "repositories", "access");

    private final Path repository;
    private final OneTimeTokens tokens;

    /** @param repository the directory of a repository */
    public LocalConsole(Path repository, Clock clock, Entropy entropy) {
        this.repository = repository;
        this.tokens = new OneTimeTokens(clock, entropy);
    }

    /** A token that signs the person in once, within ten minutes. */
    public String oneTimeToken() {
        return tokens.issue(new SignIn.ByOneTime(Role.OPERATOR, Optional.of(TENANT)));
    }

    @Override
    public List<Migration> migrations() {
        return new Assembly().migrations();
    }

    @Override
    public Parts compose(Foundation foundation) {
        link(foundation.options().data().resolve("tenants"));
        new TenantStore(foundation.database(), foundation.clock()).add(TENANT, Tenant.Limits.NONE);
        Parts all = new Assembly(tokens).compose(foundation);
        return new Parts(
                all.authenticator(),
                all.requestsPerSecond(),
                all.parts().stream().map(LocalConsole::reduced).toList(),
                all.configured());
    }

    /** The tenant's directory is the repository itself, wherever it lies. */
    private void link(Path tenants) {
        try {
            Files.createDirectories(tenants);
            Files.createSymbolicLink(tenants.resolve(TENANT.text()), repository.toAbsolutePath());
        } catch (IOException | UnsupportedOperationException e) {
            throw new HoldfastException(
                    ErrorCode.IO_FAILED,
                    "cannot make a link to the repository in " + tenants + ": " + e.getMessage(),
                    "look at the disk of the directory for temporary files",
                    e);
        }
    }

    private static ServerPart reduced(ServerPart part) {
        List<Route> routes = part.routes().stream().filter(LocalConsole::isOffered).toList();
        Runnable start = BY_THEMSELVES.contains(part.name()) ? () -> {} : part.start();
        return new ServerPart(part.name(), routes, part.checks(), start, part.stop());
    }

    /** Whether a route makes sense for one person and one directory. */
    static boolean isOffered(Route route) {
        if (!route.path().startsWith(API)) {
            boolean isSession = route.path().equals("/api/v1/session") || route.path().startsWith("/api/v1/session/unlock");
            // Flags are asked for by a request with a body, which changes nothing.
            return isSession || route.method() == Method.GET || route.path().contains("/ofrep/v1/evaluate/");
        }
        String rest = route.path().substring(API.length());
        String subject = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        return route.method() == Method.GET ? !OF_AGENTS.contains(subject) : CHANGED.contains(subject);
    }
}
