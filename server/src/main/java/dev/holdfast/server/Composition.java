package dev.holdfast.server;

import dev.holdfast.server.api.Authenticator;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.tenant.TenantName;
import java.util.List;
import java.util.OptionalInt;
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
     */
    record Parts(Authenticator authenticator, Function<TenantName, OptionalInt> requestsPerSecond, List<ServerPart> parts) {
        public Parts {
            parts = List.copyOf(parts);
        }
    }
}
