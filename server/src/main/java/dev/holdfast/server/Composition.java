package dev.holdfast.server;

import dev.holdfast.server.api.Authenticator;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.limit.LoadLimits;
import dev.holdfast.server.telemetry.RequestLog;
import dev.holdfast.server.tenant.TenantName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;

/** Which subjects a server is made of. */
public interface Composition {
    /** The tables of all subjects. */
    List<Migration> migrations();

    /** Builds the subjects. */
    Parts compose(Foundation foundation);

    /**
     * The subjects.
     *
     * @param authenticator finds out who asks
     * @param requestsPerSecond how many requests a tenant may make; answers from memory
     * @param parts in the order in which they start
     * @param configured is given what of the host can be changed while it runs, before the first request
     */
    record Parts(
            Authenticator authenticator,
            Function<TenantName, OptionalInt> requestsPerSecond,
            List<ServerPart> parts,
            Consumer<Levers> configured) {
        public Parts {
            parts = List.copyOf(parts);
        }

        /** Subjects that leave the host as it is. */
        public Parts(Authenticator authenticator, Function<TenantName, OptionalInt> requestsPerSecond, List<ServerPart> parts) {
            this(authenticator, requestsPerSecond, parts, levers -> {});
        }
    }

    /**
     * What of the host can be changed while it runs.
     *
     * @param limits empty if nothing is turned away
     */
    record Levers(Optional<LoadLimits> limits, RequestLog requests) {}
}
