package dev.holdfast.client.mount.kernel;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.lang.foreign.Arena;

/** Mounting by the kernel's own call, which the superuser may make; needs no program besides this one. */
record DirectMounting() implements Mounting.Way {
    private static final int OPEN_READ_WRITE = 2;
    private static final int OPEN_CLOSE_ON_EXEC = 0x80000;
    private static final int READ_ONLY = 1;
    private static final int NO_SETUID = 2;
    private static final int NO_DEVICES = 4;
    private static final int NO_ACCESS_TIMES = 1024;
    private static final int FORCE = 1;
    private static final int DETACH = 2;
    private static final int NO_FOLLOW = 8;

    @Override
    public int attach(MountPoint point, Audience audience) {
        try (Arena arena = Arena.ofConfined()) {
            Calls calls = new Calls(arena);
            int device = calls.open("/dev/fuse", OPEN_READ_WRITE | OPEN_CLOSE_ON_EXEC);
            if (device < 0) {
                throw refused("cannot open /dev/fuse", device);
            }
            String options = "fd=" + device + ",rootmode=40000,user_id=" + calls.effectiveUser() + ",group_id="
                    + calls.effectiveGroup()
                    + (audience == Audience.EVERYBODY ? ",allow_other,default_permissions" : "");
            int mounted = calls.mount(
                    "holdfast",
                    point.path(),
                    MountPoint.TYPE,
                    READ_ONLY | NO_SETUID | NO_DEVICES | NO_ACCESS_TIMES,
                    options);
            if (mounted < 0) {
                calls.close(device);
                throw refused("the system refuses to mount at " + point.path(), mounted);
            }
            return device;
        }
    }

    @Override
    public void detach(MountPoint point) {
        try (Arena arena = Arena.ofConfined()) {
            Calls calls = new Calls(arena);
            if (Errno.EBUSY.is(calls.umount2(point.path(), NO_FOLLOW))) {
                calls.umount2(point.path(), FORCE | DETACH | NO_FOLLOW);
            }
        }
    }

    private static HoldfastException refused(String what, int result) {
        boolean denied = Errno.EPERM.is(result) || Errno.EACCES.is(result);
        return new HoldfastException(
                denied ? ErrorCode.ACCESS_DENIED : ErrorCode.UNSUPPORTED,
                what + ": " + Errno.name(result),
                denied
                        ? "in a container, start it with --device /dev/fuse --cap-add SYS_ADMIN"
                        : "run: sudo modprobe fuse");
    }
}
