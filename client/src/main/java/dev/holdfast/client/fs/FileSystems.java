package dev.holdfast.client.fs;

import dev.holdfast.client.fs.linux.LinuxFileSystemAccess;

/** Chooses the access for the machine. */
final class FileSystems {
    private FileSystems() {}

    static FileSystemAccess best() {
        return LinuxFileSystemAccess.onThisMachine().orElseThrow();
    }
}
