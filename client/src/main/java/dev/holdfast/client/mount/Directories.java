package dev.holdfast.client.mount;

import dev.holdfast.client.mount.kernel.Errno;
import dev.holdfast.client.mount.kernel.ErrnoException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import java.util.HashMap;
import java.util.Map;

/**
 * The directories that the kernel holds references to; forgotten when it gives the last one back, which it does after those to
 * everything below. Thread-safe.
 */
final class Directories {
    private final Map<Long, Held> byNode = new HashMap<>();
    private final Map<Integer, KnownDirectory> byNumber = new HashMap<>();
    private int lastNumber;

    private static final class Held {
        private final KnownDirectory directory;
        private long references;

        Held(KnownDirectory directory) {
            this.directory = directory;
        }
    }

    /** Counts one more reference to the directory that has this node number. */
    synchronized void refer(long node, Fingerprint tree, long snapshot) {
        Held held = byNode.get(node);
        if (held == null) {
            held = new Held(new KnownDirectory(nextNumber(), tree, snapshot));
            byNode.put(node, held);
            byNumber.put(held.directory.number(), held.directory);
        }
        held.references++;
    }

    private int nextNumber() {
        if (lastNumber == NodeNumber.MAX_DIRECTORY) {
            throw new HoldfastException(
                    ErrorCode.LIMIT_EXCEEDED, "this mount has shown " + lastNumber + " directories", "mount anew");
        }
        return ++lastNumber;
    }

    /** Takes references back. */
    synchronized void forget(long node, long references) {
        Held held = byNode.get(node);
        if (held != null) {
            held.references -= references;
            if (held.references <= 0) {
                byNode.remove(node);
                byNumber.remove(held.directory.number());
            }
        }
    }

    /** The directory that a node is. */
    synchronized KnownDirectory ofNode(long node) {
        Held held = byNode.get(node);
        if (held == null) {
            throw new ErrnoException(Errno.ENOTDIR);
        }
        return held.directory;
    }

    /** The directory in which a node stands. */
    synchronized KnownDirectory above(long node) {
        KnownDirectory directory = byNumber.get(NodeNumber.directory(node));
        if (directory == null) {
            throw new ErrnoException(Errno.ESTALE);
        }
        return directory;
    }

    /** How many there are. */
    synchronized int count() {
        return byNode.size();
    }
}
