package dev.holdfast.server.tenant;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A tenant: its name, when it was made, and its limits. */
public record Tenant(TenantName name, Instant created, Limits limits) {
    /**
     * What a tenant may use.
     *
     * @param quotaBytes bytes that its packs may take, or empty for no limit
     * @param requestsPerSecond requests that its members may make, or empty for no limit of its own
     */
    public record Limits(OptionalLong quotaBytes, OptionalInt requestsPerSecond) {
        /** No limits. */
        public static final Limits NONE = new Limits(OptionalLong.empty(), OptionalInt.empty());

        public Limits {
            if (quotaBytes.orElse(1) <= 0 || requestsPerSecond.orElse(1) <= 0) {
                throw new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT,
                        "a limit of a tenant is not positive",
                        "give a positive number, or leave the limit out to have none");
            }
        }
    }
}
