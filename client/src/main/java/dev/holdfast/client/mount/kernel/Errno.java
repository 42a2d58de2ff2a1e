package dev.holdfast.client.mount.kernel;

/** The error numbers that a read-only file system answers with or meets on the way; the same on every processor Linux runs on here. */
public enum Errno {
    EPERM(1),
    ENOENT(2),
    EINTR(4),
    EIO(5),
    ENXIO(6),
    EAGAIN(11),
    EACCES(13),
    EBUSY(16),
    ENODEV(19),
    ENOTDIR(20),
    EISDIR(21),
    EINVAL(22),
    EROFS(30),
    ERANGE(34),
    ENAMETOOLONG(36),
    ENOSYS(38),
    ENODATA(61),
    ECONNABORTED(103),
    ENOTCONN(107),
    ESTALE(116);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** True if the result of a call is this error. */
    boolean is(long result) {
        return result == -number;
    }

    /** The name of the error that a call's negative result stands for. */
    static String name(long result) {
        for (Errno errno : values()) {
            if (errno.is(result)) {
                return errno.name();
            }
        }
        return "error " + -result;
    }
}
