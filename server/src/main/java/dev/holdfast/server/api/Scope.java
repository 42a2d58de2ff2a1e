package dev.holdfast.server.api;

import dev.holdfast.server.tenant.TenantName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where a route lies that exists for each tenant and for the whole server. */
public enum Scope {
    /** One tenant, which the path names. */
    TENANT,
    /** All of it. */
    SERVER;

    /** The routes of both scopes. */
    public static List<Route> both(Function<Scope, List<Route>> routes) {
        return Stream.of(values()).flatMap(scope -> routes.apply(scope).stream()).toList();
    }

    /** The path of {@code suffix} in this scope. */
    public String path(String suffix) {
        return switch (this) {
            case TENANT -> "/api/v1/tenants/{tenant}" + suffix;
            case SERVER -> "/api/v1" + suffix;
        };
    }

    /** Access of those who have one of the roles in this scope. */
    public Access access(Set<Role> roles) {
        return switch (this) {
            case TENANT -> new Access.InTenant(roles);
            case SERVER -> new Access.ServerWide(roles);
        };
    }

    /** The tenant of a call, or empty for the whole server. */
    public Optional<TenantName> tenant(Call call) {
        return switch (this) {
            case TENANT -> Optional.of(call.tenant());
            case SERVER -> Optional.empty();
        };
    }

    /** For summaries: whose. */
    public String whose() {
        return switch (this) {
            case TENANT -> "a tenant";
            case SERVER -> "the whole server";
        };
    }
}
