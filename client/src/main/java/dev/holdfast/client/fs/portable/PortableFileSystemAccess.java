package dev.holdfast.client.fs.portable;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.OwnerNames;
import dev.holdfast.core.tree.RawPath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.List;

/** Access by {@code java.nio.file}, wherever Java runs. */
public final class PortableFileSystemAccess implements FileSystemAccess {
    private final FileSystem system = FileSystems.getDefault();
    private final OwnerNames owners = new AccountFiles(system.getPath("/etc/passwd"), system.getPath("/etc/group"));

    @Override
    public Directory open(RawPath path) {
        return Calls.get("open", () -> {
            Place place = Place.of(Names.path(system, path).toRealPath());
            return new PortableDirectory(place, Children.of(place));
        });
    }

    @Override
    public Directory openPlace(RawPath path) {
        return open(path);
    }

    @Override
    public FileStat stat(RawPath path) {
        return Calls.get("stat", () -> Nodes.stat(Names.path(system, path)));
    }

    @Override
    public OwnerNames owners() {
        return owners;
    }

    @Override
    public List<String> limitations() {
        List<String> limitations = new ArrayList<>(List.of(
                "Holes of sparse files are read as zeros.",
                "FIFOs, sockets and devices are backed up but cannot be restored.",
                "Of extended attributes only those of users are kept: no access control lists, no file capabilities.",
                "Names that are not text in the system's encoding cannot be read.",
                "Times before 1970 keep whole seconds only.",
                "Repeated slashes in targets of symbolic links are shortened to one.",
                "Paths longer than the system allows cannot be reached.",
                "Reading a file may change its access time.",
                "A directory or file swapped for another in the moment between a check and its use can be missed."));
        if (!system.supportedFileAttributeViews().contains("unix")) {
            limitations.add("Owners and permissions are neither kept nor restored, and hard links become separate files.");
        }
        if (!isHeldOpen()) {
            limitations.add("Directories cannot be held open, so a directory swapped during a run can lead elsewhere.");
        }
        return List.copyOf(limitations);
    }

    private boolean isHeldOpen() {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(system.getRootDirectories().iterator().next())) {
            return stream instanceof SecureDirectoryStream;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
