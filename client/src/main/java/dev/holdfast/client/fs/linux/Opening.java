package dev.holdfast.client.fs.linux;

import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.FsException.Reason;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.RawPath;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The ways to open a node. All results are descriptors that the caller must close. */
final class Opening {
    /** The kernel takes paths of up to 4095 bytes. */
    private static final int PATH_BYTES = 4095;

    private static final int CONTENT = Flags.O_NON_BLOCKING | Flags.O_CLOSE_ON_EXEC;

    private Opening() {}

    /** A child directory, for listing. */
    static int directory(Scratch scratch, int parent, FileName child) {
        return reading(scratch, parent, child.bytes(), Flags.O_DIRECTORY | Flags.O_NO_FOLLOW);
    }

    /** The same directory once more, with a position of its own. */
    static int again(Scratch scratch, int directory) {
        return reading(scratch, directory, new byte[] {'.'}, Flags.O_DIRECTORY);
    }

    /** A child for reading; the caller finds out what it is. */
    static int file(Scratch scratch, int parent, FileName child) {
        return reading(scratch, parent, child.bytes(), Flags.O_NO_FOLLOW);
    }

    /** A new regular file. */
    static int newFile(Scratch scratch, int parent, FileName child) {
        int flags = Flags.O_READ_WRITE | Flags.O_CREATE | Flags.O_EXCLUSIVE | Flags.O_NO_FOLLOW | CONTENT;
        return Errno.check("openat", FileCalls.openat(scratch, parent, scratch.first(child.bytes()), flags, 0600));
    }

    /** An existing regular file for writing. Its type is looked at before, since to open a device can be an action in itself. */
    static int fileForWriting(Scratch scratch, int parent, FileName child) {
        mustBeFile(Stats.ofPath(scratch, parent, scratch.first(child.bytes())));
        int flags = Flags.O_READ_WRITE | Flags.O_NO_FOLLOW | CONTENT;
        return Errno.check("openat", FileCalls.openat(scratch, parent, scratch.first(child.bytes()), flags, 0));
    }

    /** A handle on a child of any type, of a symbolic link on itself. */
    static int place(Scratch scratch, int parent, FileName child) {
        int flags = Flags.O_PATH | Flags.O_NO_FOLLOW | Flags.O_CLOSE_ON_EXEC;
        return Errno.check("openat", FileCalls.openat(scratch, parent, scratch.first(child.bytes()), flags, 0));
    }

    /** A directory by its path, for listing, following symbolic links. */
    static int path(Scratch scratch, RawPath path) {
        return walk(scratch, path.names(), false);
    }

    /** A handle on a directory by its path, good for reaching its children without permission to list it. */
    static int pathAsPlace(Scratch scratch, List<FileName> names) {
        return walk(scratch, names, true);
    }

    static void mustBeFile(FileStat stat) {
        switch (stat.type()) {
            case FILE -> {}
            case DIRECTORY -> throw new FsException(Reason.IS_A_DIRECTORY, "openat: Is a directory (EISDIR)", null);
            case SYMLINK ->
                throw new FsException(Reason.SYMBOLIC_LINK, "openat: Symbolic link in the way (ELOOP)", null);
            case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE ->
                throw new FsException(Reason.UNSUPPORTED, "openat: not a regular file but a " + stat.type(), null);
        }
    }

    private static int reading(Scratch scratch, int parent, byte[] name, int flags) {
        int all = Flags.O_READ_ONLY | CONTENT | flags;
        var path = scratch.first(name);
        int opened = FileCalls.openat(scratch, parent, path, all | Flags.O_NO_ACCESS_TIME, 0);
        if (Errno.EPERM.is(opened)) {
            // Only the owner and privileged processes may leave the access time alone.
            opened = FileCalls.openat(scratch, parent, path, all, 0);
        }
        return Errno.check("openat", opened);
    }

    /** Goes down in steps as long as the kernel takes them. */
    private static int walk(Scratch scratch, List<FileName> names, boolean asPlace) {
        int at = Flags.AT_CURRENT_DIRECTORY;
        int next = 0;
        do {
            var step = new ByteArrayOutputStream();
            if (next == 0) {
                step.write('/');
            }
            int taken = next;
            while (taken < names.size() && step.size() + names.get(taken).bytes().length < PATH_BYTES) {
                step.writeBytes(names.get(taken).bytes());
                step.write('/');
                taken++;
            }
            next = taken;
            int from = at;
            try {
                at = step(scratch, from, step.toByteArray(), asPlace || next < names.size());
            } finally {
                closeStep(scratch, from);
            }
        } while (next < names.size());
        return at;
    }

    private static int step(Scratch scratch, int from, byte[] path, boolean asPlace) {
        if (asPlace) {
            int flags = Flags.O_PATH | Flags.O_DIRECTORY | Flags.O_CLOSE_ON_EXEC;
            return Errno.check("openat", FileCalls.openat(scratch, from, scratch.first(path), flags, 0));
        }
        return reading(scratch, from, path, Flags.O_DIRECTORY);
    }

    private static void closeStep(Scratch scratch, int descriptor) {
        if (descriptor != Flags.AT_CURRENT_DIRECTORY) {
            FileCalls.close(scratch, descriptor);
        }
    }
}
