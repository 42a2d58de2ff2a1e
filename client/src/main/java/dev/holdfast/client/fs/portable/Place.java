package dev.holdfast.client.fs.portable;

import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.FsException.Reason;
import dev.holdfast.core.tree.FileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a directory lies, and which one it was when it was opened.
 *
 * @param path without symbolic links when it was opened
 * @param key the system's identity of the directory, if it has any
 */
record Place(Path path, @Nullable Object key) {
    static Place of(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isSymbolicLink()) {
            throw new FsException(Reason.SYMBOLIC_LINK, "open: a symbolic link", null);
        }
        if (!found.isDirectory()) {
            throw new FsException(Reason.NOT_A_DIRECTORY, "open: not a directory", null);
        }
        return new Place(path, found.fileKey());
    }

    /** The path, if the directory that was opened still lies there. */
    Path current() throws IOException {
        Place now = of(path);
        if (!Objects.equals(now.key, key)) {
            throw new FsException(Reason.NOT_FOUND, "the directory has been replaced by another", null);
        }
        return path;
    }

    /** The path of a child, if the directory that was opened still lies there. */
    Path child(FileName name) throws IOException {
        return current().resolve(Names.path(path.getFileSystem(), name));
    }
}
