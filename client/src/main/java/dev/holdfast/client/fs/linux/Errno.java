package dev.holdfast.client.fs.linux;

import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.FsException.Reason;

/** The kernel's error numbers that mean something here; they are the same on all processors of {@link Abi}. */
enum Errno {
    EPERM(1, Reason.DENIED, "Operation not permitted"),
    ENOENT(2, Reason.NOT_FOUND, "No such file or directory"),
    EINTR(4, Reason.IO, "Interrupted"),
    EIO(5, Reason.IO, "Input/output error"),
    ENXIO(6, Reason.UNSUPPORTED, "No such device or address"),
    E2BIG(7, Reason.UNSUPPORTED, "Too long"),
    EBADF(9, Reason.IO, "Not open"),
    EAGAIN(11, Reason.IO, "Temporarily unavailable"),
    ENOMEM(12, Reason.IO, "Out of memory"),
    EACCES(13, Reason.DENIED, "Permission denied"),
    EBUSY(16, Reason.IO, "Busy"),
    EEXIST(17, Reason.EXISTS, "File exists"),
    EXDEV(18, Reason.UNSUPPORTED, "On another file system"),
    ENODEV(19, Reason.IO, "No such device"),
    ENOTDIR(20, Reason.NOT_A_DIRECTORY, "Not a directory"),
    EISDIR(21, Reason.IS_A_DIRECTORY, "Is a directory"),
    EINVAL(22, Reason.UNSUPPORTED, "Invalid argument"),
    ENFILE(23, Reason.TOO_MANY_OPEN_FILES, "Too many open files in the system"),
    EMFILE(24, Reason.TOO_MANY_OPEN_FILES, "Too many open files"),
    ETXTBSY(26, Reason.IO, "Program is running"),
    EFBIG(27, Reason.NO_SPACE, "File too large"),
    ENOSPC(28, Reason.NO_SPACE, "No space left on device"),
    EROFS(30, Reason.READ_ONLY, "Read-only file system"),
    EMLINK(31, Reason.UNSUPPORTED, "Too many links"),
    ERANGE(34, Reason.IO, "Out of range"),
    ENAMETOOLONG(36, Reason.NAME_TOO_LONG, "File name too long"),
    ENOSYS(38, Reason.UNSUPPORTED, "Not known to this kernel"),
    ENOTEMPTY(39, Reason.NOT_EMPTY, "Directory not empty"),
    ELOOP(40, Reason.SYMBOLIC_LINK, "Symbolic link in the way"),
    ENODATA(61, Reason.NOT_FOUND, "No such attribute"),
    EOVERFLOW(75, Reason.UNSUPPORTED, "Value too large"),
    EOPNOTSUPP(95, Reason.UNSUPPORTED, "Not supported by the file system"),
    ESTALE(116, Reason.IO, "Stale file handle"),
    EDQUOT(122, Reason.NO_SPACE, "Disk quota exceeded");

    private final int number;
    private final Reason reason;
    private final String text;

    Errno(int number, Reason reason, String text) {
        this.number = number;
        this.reason = reason;
        this.text = text;
    }

    /** True if the result of a call is this error. */
    boolean is(long result) {
        return result == -number;
    }

    /** The result of a call that succeeded, or the exception for the error that it is. */
    static int check(String call, int result) {
        if (result < 0) {
            throw failure(call, result);
        }
        return result;
    }

    /** The exception for the negative result of a call. */
    static FsException failure(String call, long result) {
        return new FsException(reason(result), message(call, result), null);
    }

    static Reason reason(long result) {
        for (Errno errno : values()) {
            if (errno.is(result)) {
                return errno.reason;
            }
        }
        return Reason.IO;
    }

    static String message(String call, long result) {
        for (Errno errno : values()) {
            if (errno.is(result)) {
                return call + ": " + errno.text + " (" + errno.name() + ")";
            }
        }
        return call + ": error " + -result;
    }
}
