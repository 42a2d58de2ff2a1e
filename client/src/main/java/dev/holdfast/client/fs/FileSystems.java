package dev.holdfast.client.fs;

/** Chooses the access for the machine. */
final class FileSystems {
    private FileSystems() {}

    static FileSystemAccess best() {
        if (!"/".equals(System.getProperty("file.separator"))) {
            throw new FsException(FsException.Reason.UNSUPPORTED, "no access to file systems of this machine", null);
        }
        throw new IllegalStateException("no access to file systems yet");
    }
}
