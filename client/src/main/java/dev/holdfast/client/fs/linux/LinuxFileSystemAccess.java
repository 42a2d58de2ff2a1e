package dev.holdfast.client.fs.linux;

import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.OwnerNames;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.RawPath;
import java.util.List;
import java.util.Optional;

/** Access by the Linux kernel's own calls. */
public final class LinuxFileSystemAccess implements FileSystemAccess {
    private final OwnerNames owners = new LinuxOwnerNames();

    private LinuxFileSystemAccess() {}

    /** The access, if this machine's system, processor and Java settings allow it. */
    public static Optional<FileSystemAccess> onThisMachine() {
        boolean isLinux = System.getProperty("os.name", "").equals("Linux");
        if (!isLinux || !Abi.isKnown(System.getProperty("os.arch", ""))) {
            return Optional.empty();
        }
        try {
            var access = new LinuxFileSystemAccess();
            access.open(RawPath.ROOT).close();
            return Optional.of(access);
        } catch (LinkageError | IllegalCallerException refused) {
            return Optional.empty();
        }
    }

    @Override
    public Directory open(RawPath path) {
        return LinuxDirectory.opened(new Descriptor(Opening.path(Scratch.ofThread(), path)));
    }

    @Override
    public Directory openPlace(RawPath path) {
        return LinuxDirectory.place(new Descriptor(Opening.pathAsPlace(Scratch.ofThread(), path.names())));
    }

    @Override
    public FileStat stat(RawPath path) {
        Scratch scratch = Scratch.ofThread();
        List<FileName> names = path.names();
        if (names.isEmpty()) {
            return Stats.ofPath(scratch, Flags.AT_CURRENT_DIRECTORY, scratch.first(path.bytes()));
        }
        var parent = new Descriptor(Opening.pathAsPlace(scratch, names.subList(0, names.size() - 1)));
        try {
            return Stats.ofPath(scratch, parent.number(), scratch.first(names.getLast().bytes()));
        } finally {
            var _ = parent.close();
        }
    }

    @Override
    public OwnerNames owners() {
        return owners;
    }

    @Override
    public List<String> limitations() {
        Scratch scratch = Scratch.ofThread();
        int found = FileCalls.statx(scratch, Flags.AT_CURRENT_DIRECTORY, scratch.first(DescriptorPath.folder()), 0);
        return found < 0
                ? List.of("/proc is not mounted: attributes of symbolic links and special files can neither be read nor set.")
                : List.of();
    }
}
