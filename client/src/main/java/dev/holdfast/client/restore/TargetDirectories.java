package dev.holdfast.client.restore;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.RawPath;
import java.util.Optional;

/** Opens directories of the target, making those that are missing. */
final class TargetDirectories {
    private static final int PRIVATE_MODE = 0700;

    private TargetDirectories() {}

    /** A directory that was opened, and where it comes from. */
    record Entered(Directory directory, RestorePlace.Origin origin) {}

    /** Opens the target itself, made with all that leads to it; empty if it is missing and nothing may be written. */
    static Optional<Directory> target(FileSystemAccess access, RawPath path, RestoreRequest.Effect effect) {
        try {
            return Optional.of(access.open(path));
        } catch (FsException e) {
            if (e.reason() != FsException.Reason.NOT_FOUND || path.names().isEmpty()) {
                throw new FsException(e.reason(), "cannot restore into " + path + ": " + e.getMessage(), e);
            }
        }
        RawPath above = new RawPath(path.names().subList(0, path.names().size() - 1));
        Optional<Directory> parent = target(access, above, effect);
        if (parent.isEmpty() || effect == RestoreRequest.Effect.DRY_RUN) {
            parent.ifPresent(Directory::close);
            return Optional.empty();
        }
        try (Directory directory = parent.get()) {
            directory.createDirectory(path.names().getLast(), PRIVATE_MODE | 0055);
            return Optional.of(directory.open(path.names().getLast()));
        }
    }

    /** Opens a directory below a place; what else has its name gives way if the rules allow, else it is refused. */
    static Optional<Entered> enter(RestorePlace place, FileName name) {
        Optional<FileStat> existing = place.existing(name);
        boolean isThere = existing.isPresent() && existing.get().type() == NodeType.DIRECTORY;
        if (existing.isPresent() && !isThere) {
            if (place.run().rules().overwrite() == RestoreRequest.Overwrite.NEVER) {
                throw new FsException(FsException.Reason.EXISTS, "something that is no directory has its name", null);
            }
            if (place.run().writes()) {
                place.directory().remove(name);
            }
        }
        place.run()
                .listener()
                .entry(() -> place.pathOf(name), isThere ? RestoreListener.Action.LEAVE : RestoreListener.Action.CREATE);
        if (!isThere && !place.run().writes()) {
            return Optional.empty();
        }
        if (!isThere) {
            place.directory().createDirectory(name, PRIVATE_MODE);
        }
        return Optional.of(new Entered(
                place.directory().open(name), isThere ? RestorePlace.Origin.FOUND : RestorePlace.Origin.MADE_NOW));
    }
}
