package dev.holdfast.server;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.access.AdminTokenFile;
import dev.holdfast.server.access.Token;
import dev.holdfast.server.access.TokenStore;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.audit.AuditLog;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.database.ControlDatabase;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a new administrator's token for a server whose own one was lost. Whoever can write the data directory of a server that does not
 * run can do anything to it already, so nothing more is asked; the audit log keeps that it was done. Used by one thread.
 */
public final class AdminTokenRenewal {
    private AdminTokenRenewal() {}

    /**
     * Writes a new token where the first start would, and revokes every other one that the server itself made.
     *
     * @throws HoldfastException {@code LOCKED} while a server uses the directory, {@code NOT_FOUND} if none ever did
     */
    public static AdminTokenFile.Renewed run(ServerOptions options, Clock clock, Entropy entropy) {
        if (!Files.isRegularFile(options.data().resolve(DataDirectory.DATABASE))) {
            throw new HoldfastException(
                    ErrorCode.NOT_FOUND, "no server has its data in " + options.data(), "name its directory with --data");
        }
        try (DataDirectory data = DataDirectory.open(options.data());
                ControlDatabase database = ControlDatabase.open(data.database(), Stores.MIGRATIONS)) {
            AuditLog audit = new AuditLog(database, clock);
            TokenStore tokens = new TokenStore(database, clock, entropy);
            return new AdminTokenFile(tokens, options.adminToken()).renew(token -> audit.record(Caller.server(), "", act(token)));
        }
    }

    private static AuditTrail.Act act(Token token) {
        return new AuditTrail.Act(
                Optional.empty(), "admin_token.renew", token.id(), AuditTrail.Outcome.DONE, Map.of("name", token.owner().name()));
    }
}
