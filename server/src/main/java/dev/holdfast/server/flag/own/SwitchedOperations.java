package dev.holdfast.server.flag.own;

import dev.holdfast.control.flag.guard.Guard;
import dev.holdfast.control.own.OwnFlag;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Handler;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.flag.FlagFeed;
import dev.holdfast.server.flag.GuardedOperation;
import dev.holdfast.server.tenant.TenantName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Operations that somebody can switch off, and that whoever decided on them by older flags must decide on anew. Both are looked at before
 * anything has an effect, and before a body is read wherever the flag does not depend on it. Thread-safe.
 */
public final class SwitchedOperations {
    private static final String API = "/api/v1";
    private static final String TENANT = API + "/tenants/{tenant}";

    private static final List<Switched> ALL = List.of(
            new Switched(Method.DELETE, TENANT + "/snapshots/{snapshot}", OwnFlag.DELETE_SNAPSHOTS),
            new Switched(Method.POST, TENANT + "/restores", OwnFlag.RESTORE_TO_MACHINES),
            new Switched(Method.DELETE, TENANT + "/tokens/{token}", OwnFlag.REVOKE_ACCESS),
            new Switched(Method.DELETE, API + "/tokens/{token}", OwnFlag.REVOKE_ACCESS),
            new Switched(Method.DELETE, TENANT + "/users/{user}", OwnFlag.REVOKE_ACCESS),
            new Switched(Method.DELETE, API + "/users/{user}", OwnFlag.REVOKE_ACCESS),
            new Switched(Method.DELETE, TENANT + "/agents/{agent}", OwnFlag.REVOKE_ACCESS),
            new Switched(Method.DELETE, TENANT, OwnFlag.DELETE_TENANTS),
            new Switched(Method.POST, API + "/configuration/rollback", OwnFlag.ROLL_BACK_CONFIGURATION));

    /** Jobs, of which the body says what is done: {@link #require} looks at the flag once it is read. */
    private static final Switched JOBS = new Switched(Method.POST, TENANT + "/jobs", OwnFlag.COLLECT);

    private static final Set<OwnFlag> OF_JOBS = Set.of(OwnFlag.COLLECT, OwnFlag.DELETE_SNAPSHOTS);

    private final OwnFlags flags;
    private final FlagFeed feed;
    private final AuditTrail audit;

    private record Switched(Method method, String path, OwnFlag flag) {
        boolean is(Route route) {
            return route.method() == method && route.path().equals(path);
        }
    }

    /** @param feed the environment that has the flags */
    public SwitchedOperations(OwnFlags flags, FlagFeed feed, AuditTrail audit) {
        this.flags = flags;
        this.feed = feed;
        this.audit = audit;
    }

    /** The same routes, with those that can be switched off guarded. */
    public List<Route> guarding(List<Route> routes) {
        return routes.stream().map(this::guarding).toList();
    }

    /** Fails unless each operation that can be switched off is one of these routes: a path that was renamed must not get away unguarded. */
    public static void requireAll(List<Route> routes) {
        Set<String> known = routes.stream().map(route -> route.method() + " " + route.path()).collect(Collectors.toCollection(HashSet::new));
        List<Switched> wanted = new ArrayList<>(ALL);
        wanted.add(JOBS);
        wanted.stream().map(one -> one.method() + " " + one.path()).filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalStateException("there is no operation " + name + " to guard");
        });
    }

    private Route guarding(Route route) {
        if (JOBS.is(route)) {
            return versioned(OF_JOBS, route);
        }
        Optional<Switched> found = ALL.stream().filter(one -> one.is(route)).findFirst();
        return found.map(one -> versioned(Set.of(one.flag()), route.handledBy(switched(one, route.handler())))).orElse(route);
    }

    private Route versioned(Set<OwnFlag> which, Route route) {
        Guard guard = Guard.of(which.stream().map(OwnFlag::key).toList());
        return new GuardedOperation(guard, feed, GuardedOperation.Unversioned.ADMITTED).guarding(route);
    }

    private Handler switched(Switched one, Handler operation) {
        boolean isOfTenant = one.path().startsWith(TENANT);
        return call -> {
            require(one.flag(), call, isOfTenant ? Optional.of(call.tenant()) : Optional.empty(), named(one, call));
            return operation.handle(call);
        };
    }

    /** The operation with what the path names. */
    private static String named(Switched one, Call call) {
        StringBuilder name = new StringBuilder(one.method().name()).append(' ');
        for (String part : one.path().substring(1).split("/")) {
            boolean isVariable = part.startsWith("{");
            name.append('/').append(isVariable ? call.path(part.substring(1, part.length() - 1)) : part);
        }
        return name.toString();
    }

    /** Fails with {@code FORBIDDEN}, and writes that down, if the flag is off for whoever calls. */
    public void require(OwnFlag flag, Call call, Optional<TenantName> tenant, String operation) {
        if (flags.isOn(flag, call.caller(), tenant)) {
            return;
        }
        audit.record(call.caller(), call.requestId(), new AuditTrail.Act(
                tenant, "operation.refuse", flag.key(), AuditTrail.Outcome.REFUSED, Map.of("operation", operation)));
        throw new HoldfastException(
                ErrorCode.FORBIDDEN,
                words(flag) + " is switched off on this server (flag " + flag.key() + ")",
                "holdfast flags set " + flag.key() + " on --project " + OwnFlag.PROJECT + " --environment " + OwnFlag.ENVIRONMENT);
    }

    private static String words(OwnFlag flag) {
        return switch (flag) {
            case DELETE_SNAPSHOTS -> "forgetting snapshots";
            case COLLECT -> "collecting what no snapshot needs";
            case REVOKE_ACCESS -> "taking access away";
            case DELETE_TENANTS -> "removing tenants";
            case RESTORE_TO_MACHINES -> "restoring to machines";
            case ROLL_BACK_CONFIGURATION -> "going back to an earlier configuration";
            case PRESENCE_FILTER, CLAIMS -> flag.key();
        };
    }
}
