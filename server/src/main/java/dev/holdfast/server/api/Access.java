package dev.holdfast.server.api;

import dev.holdfast.server.tenant.TenantName;
import java.util.Optional;
import java.util.Set;

/** Who may call a route. Whoever is not named may not. */
public sealed interface Access {
    /** Everybody, known or not. */
    record Public() implements Access {}

    /** Everybody who is known, whatever tenant and role. */
    record SignedIn() implements Access {}

    /** Everybody who is known in one of these roles, whatever tenant. */
    record InAnyTenant(Set<Role> roles) implements Access {
        public InAnyTenant {
            roles = Set.copyOf(roles);
        }
    }

    /** Who belongs to no tenant and thereby to all, in one of these roles. */
    record ServerWide(Set<Role> roles) implements Access {
        public ServerWide {
            roles = Set.copyOf(roles);
        }
    }

    /** Who belongs to the tenant that the path names as {@code {tenant}}, or to all, in one of these roles. */
    record InTenant(Set<Role> roles) implements Access {
        public InTenant {
            roles = Set.copyOf(roles);
        }
    }

    /** Whether this lets the caller in; {@code tenant} is the one that the path names, and empty if it names none. */
    default boolean admits(Caller caller, Optional<TenantName> tenant) {
        return switch (this) {
            case Public open -> true;
            case SignedIn known -> caller.isKnown();
            case InAnyTenant any -> caller.isKnown() && any.roles().contains(caller.role());
            case ServerWide all -> caller.isServerWide() && all.roles().contains(caller.role());
            case InTenant one -> caller.isKnown()
                    && one.roles().contains(caller.role())
                    && tenant.isPresent()
                    && (caller.isServerWide() || caller.tenant().equals(tenant));
        };
    }
}
