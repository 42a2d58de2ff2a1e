package dev.holdfast.client.fs.machine;

import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.linux.LinuxFileSystemAccess;
import dev.holdfast.client.fs.portable.PortableFileSystemAccess;

/** Chooses the access for the machine. */
public final class FileSystems {
    private FileSystems() {}

    /** The best access for this machine: the kernel's own calls where they can be made, else the portable one. */
    public static FileSystemAccess best() {
        return LinuxFileSystemAccess.onThisMachine().orElseGet(PortableFileSystemAccess::new);
    }
}
