package dev.holdfast.client.cli.agent;

import dev.holdfast.client.agent.config.RestoreRules;
import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.RawPath;

/**
 * The check that a directory into which a server wants something restored is where it seems to be. A snapshot may hold symbolic links: one
 * restore could lay a link, and the next one go through it to anywhere. So no link is followed below the directories that are allowed.
 */
final class SafeTarget {
    private final RestoreRules rules;
    private final FileSystemAccess access;

    SafeTarget(RestoreRules rules, FileSystemAccess access) {
        this.rules = rules;
        this.access = access;
    }

    /** @throws HoldfastException {@code FORBIDDEN} if it is not below an allowed directory, or a link lies on the way */
    void require(RawPath target) {
        boolean safe = rules.directories().stream().anyMatch(directory -> isSafe(directory, target));
        if (!safe) {
            throw new HoldfastException(
                    ErrorCode.FORBIDDEN,
                    target + " is not below a directory in which this machine lets its server restore, or a symbolic link leads there",
                    "choose another target, or change [restore] in the agent's configuration");
        }
    }

    private boolean isSafe(RawPath directory, RawPath target) {
        int allowed = directory.names().size();
        if (target.names().size() < allowed || !target.names().subList(0, allowed).equals(directory.names())) {
            return false;
        }
        for (int length = allowed + 1; length <= target.names().size(); length++) {
            if (isLink(new RawPath(target.names().subList(0, length)))) {
                return false;
            }
        }
        return true;
    }

    private boolean isLink(RawPath path) {
        try {
            return access.stat(path).type() == NodeType.SYMLINK;
        } catch (FsException e) {
            // What cannot be looked at cannot be written through either, but for what is not there yet.
            return e.reason() != FsException.Reason.NOT_FOUND;
        }
    }
}
