package dev.holdfast.client.restore;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Piece;
import dev.holdfast.core.tree.RawPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A directory of the target that entries are restored into.
 *
 * @param directory the open directory
 * @param path its path below the target
 * @param origin where the directory comes from
 */
record RestorePlace(RestoreRun run, Directory directory, RawPath path, Origin origin) {
    private static final String TEMPORARY_PREFIX = ".holdfast-";

    /** Where a directory of the target comes from. */
    enum Origin {
        /** This restore made it, so that no name needs to be looked up in it first: a quarter of the system calls of a restore. */
        MADE_NOW,
        /** It was there before and may hold anything. */
        FOUND
    }

    RawPath pathOf(FileName name) {
        return path.child(name);
    }

    /** What stands under a name now. */
    Optional<FileStat> existing(FileName name) {
        if (origin == Origin.MADE_NOW) {
            return Optional.empty();
        }
        try {
            return Optional.of(directory.stat(name));
        } catch (FsException e) {
            if (e.reason() == FsException.Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether an entry that is not a directory has to be written; clears the way for it if so, or says why it is left. */
    boolean mayWrite(Node node) {
        return mayReplace(node.name(), there -> isSame(node, there));
    }

    /** The same for a further name of the file {@code first}: equal content under a name that is no link to it is not enough. */
    boolean mayLink(FileName name, Inode first) {
        return mayReplace(
                name, there -> first.number() != 0 && there.inode().number() == first.number() && there.inode().device() == first.device());
    }

    private boolean mayReplace(FileName name, Predicate<FileStat> isSame) {
        Optional<FileStat> existing = existing(name);
        if (existing.isEmpty()) {
            run.listener().entry(() -> pathOf(name), RestoreListener.Action.CREATE);
            return run.writes();
        }
        boolean leave = switch (run.rules().overwrite()) {
            case NEVER -> true;
            case IF_CHANGED -> isSame.test(existing.get());
            case ALWAYS -> false;
        };
        if (leave) {
            run.counters().left.increment();
            run.listener().entry(() -> pathOf(name), RestoreListener.Action.LEAVE);
            return false;
        }
        run.listener().entry(() -> pathOf(name), RestoreListener.Action.REPLACE);
        if (run.writes() && existing.get().type() == NodeType.DIRECTORY) {
            clearDirectory(name);
        }
        return run.writes();
    }

    private void clearDirectory(FileName name) {
        if (run.rules().extra() == RestoreRequest.Extra.DELETE) {
            new Removal(run, this).remove(name);
        } else {
            directory.removeDirectory(name);
        }
    }

    /** Whether what stands there passes for the node: a file of its length and time, or an equal symlink or special. */
    private boolean isSame(Node node, FileStat there) {
        if (there.type() != node.type() || !there.modified().equals(node.attributes().modified())) {
            return false;
        }
        return switch (node) {
            case Node.File file -> there.size() == file.size();
            case Node.Symlink link -> Arrays.equals(directory.readLink(link.name()), link.target());
            case Node.Special special -> there.deviceNumber() == special.device();
            case Node.Directory other -> true;
        };
    }

    /**
     * A name beside {@code name} under which it is made before it is renamed. The same at every try, so that what a crash left is
     * replaced by the next one.
     */
    static FileName temporary(FileName name) {
        return FileName.of(TEMPORARY_PREFIX + HexFormat.of().toHexDigits(hash(name)) + ".part");
    }

    private static long hash(FileName name) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : name.bytes()) {
            hash = (hash ^ b & 0xFF) * 0x100000001b3L;
        }
        return hash;
    }

    /** Removes what a crash may have left under a temporary name. */
    void sweep(FileName temporary) {
        if (origin == Origin.FOUND) {
            clearTemporary(temporary);
        }
    }

    /** Removes what stands under a temporary name, if anything. */
    void clearTemporary(FileName temporary) {
        try {
            directory.remove(temporary);
        } catch (FsException e) {
            if (e.reason() != FsException.Reason.NOT_FOUND) {
                throw e;
            }
        }
    }

    /** Data chunks of a file that are named in its entry itself. */
    static List<Fingerprint> chunks(List<Piece> pieces) {
        List<Fingerprint> chunks = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Data data) {
                chunks.add(data.chunk());
            }
        }
        return chunks;
    }
}
