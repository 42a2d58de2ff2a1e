package dev.holdfast.server.repository;

import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Role;
import java.util.function.BooleanSupplier;

/**
 * Who may write which small object. An agent adds keys of its own and nothing else, but for the first that makes the repository; what
 * the configuration says is fixed for everybody; and the generations of the index are the server's own. Keeps no state.
 */
final class FileRules {
    private static final String KEYS = "keys/";

    private FileRules() {}

    static void requireWritable(Call call, String name, boolean isNew, BooleanSupplier hasRepository) {
        if (name.equals(RepositoryConfig.FILE_NAME) && isNew) {
            return;
        }
        if (!name.startsWith(KEYS)) {
            throw forbidden(name, "is not to be written from outside");
        }
        if (call.caller().role() == Role.AGENT) {
            requireAgentMay(name, isNew, hasRepository);
        }
    }

    private static void requireAgentMay(String name, boolean isNew, BooleanSupplier hasRepository) {
        boolean isOwnKind = name.startsWith("keys/data-") || name.startsWith("keys/agent-");
        boolean isFirst = name.startsWith("keys/slot-") && !hasRepository.getAsBoolean();
        if (!isNew || !(isOwnKind || isFirst)) {
            throw forbidden(name, "is not for agents to write");
        }
    }

    /** The repository is nothing without its configuration; a tenant that is to go is removed as a whole. */
    static void requireRemovable(String name) {
        if (!name.startsWith(KEYS)) {
            throw forbidden(name, "is not to be removed");
        }
    }

    private static HoldfastException forbidden(String name, String why) {
        return new HoldfastException(
                ErrorCode.FORBIDDEN, "the object '" + name + "' " + why, "ask an operator, or see docs/threat-model.md for the reason");
    }
}
