package dev.holdfast.server.tenant;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.List;
import java.util.Optional;

/** Which tenants there are. Answers come from memory. Thread-safe. */
public interface Tenants {
    Optional<Tenant> find(TenantName name);

    /** All tenants, by name. */
    List<Tenant> list();

    default boolean exists(TenantName name) {
        return find(name).isPresent();
    }

    /** The tenant, or {@code NOT_FOUND}. */
    default Tenant require(TenantName name) {
        return find(name)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.NOT_FOUND,
                        "there is no tenant " + name,
                        "list the tenants with 'holdfast tenant list', or make this one with 'holdfast tenant create " + name + "'"));
    }
}
