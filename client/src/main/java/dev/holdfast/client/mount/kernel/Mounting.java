package dev.holdfast.client.mount.kernel;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** A file system attached to a directory, and how to detach it. Thread-safe. */
public final class Mounting {
    private static final Path DEVICE = Path.of("/dev/fuse");

    /** An unmounted file system has no users, so its threads end at once; those that do not are waiting for a user to leave. */
    private static final long PATIENCE_MILLIS = 500;

    private final MountPoint point;
    private final Way way;
    private final Optional<MountTable.Mounted> mounted;
    private final Connection connection;

    private Mounting(MountPoint point, Way way, Connection connection) {
        this.point = point;
        this.way = way;
        this.mounted = MountTable.at(point.path());
        this.connection = connection;
    }

    /** How a mount is made and taken away again. */
    sealed interface Way permits DirectMounting, HelperMounting {
        /** Mounts and gives the descriptor through which the kernel asks. */
        int attach(MountPoint point, Audience audience);

        /** Takes the mount away; if somebody uses it, from the name space at once and entirely when the last user has gone. */
        void detach(MountPoint point);
    }

    /** Who makes the mount. */
    public enum Privilege {
        /** The superuser asks the kernel, everybody else asks {@code fusermount3}. */
        AS_AVAILABLE,
        /** {@code fusermount3} in any case. */
        HELPER
    }

    /**
     * Attaches a file system.
     *
     * @param directory an empty directory
     * @param failures hears of everything that was answered with an input/output error
     * @param threads makes the threads that serve
     * @throws HoldfastException UNSUPPORTED if this system cannot mount, or what is wrong with the directory
     */
    public static Mounting attach(
            Path directory, Plan plan, FileSystem files, Consumer<RuntimeException> failures, ThreadFactory threads) {
        if (!Files.exists(DEVICE)) {
            throw new HoldfastException(
                    ErrorCode.UNSUPPORTED,
                    "this system has no " + DEVICE,
                    "run: sudo modprobe fuse (in a container, start it with --device /dev/fuse --cap-add SYS_ADMIN)");
        }
        if (!Files.isWritable(DEVICE)) {
            throw new HoldfastException(
                    ErrorCode.ACCESS_DENIED, "this user may not open " + DEVICE, "run: sudo chmod a+rw " + DEVICE);
        }
        MountPoint point = MountPoint.of(directory);
        Way way = way(plan.privilege());
        int device = way.attach(point, plan.serving().audience());
        try {
            Connection connection = Connection.start(device, plan.serving(), files, failures, threads);
            return new Mounting(point, way, connection);
        } catch (HoldfastException e) {
            way.detach(point);
            throw e;
        }
    }

    /** What is to be mounted how. */
    public record Plan(Privilege privilege, Connection.Serving serving) {}

    private static Way way(Privilege privilege) {
        try (Arena arena = Arena.ofConfined()) {
            boolean direct = privilege == Privilege.AS_AVAILABLE && new Calls(arena).effectiveUser() == 0;
            return direct ? new DirectMounting() : HelperMounting.find();
        }
    }

    /** The user and group of this process. */
    public static Stat.Ids ownIds() {
        try (Arena arena = Arena.ofConfined()) {
            Calls calls = new Calls(arena);
            return new Stat.Ids(calls.effectiveUser(), calls.effectiveGroup());
        }
    }

    /** Whether it is still where it was attached. */
    public boolean isAttached() {
        return mounted.isPresent() && MountTable.at(point.path()).equals(mounted);
    }

    /** Detaches the file system and ends its threads; whoever still uses it then gets errors. Does nothing the second time. */
    public void detach() {
        try {
            // Whoever unmounted it before may have mounted something else there since, which is not ours to take away.
            if (isAttached()) {
                way.detach(point);
            }
            if (!connection.await(PATIENCE_MILLIS)) {
                // Somebody stands in it. The connection is cut: their next access fails.
                mounted.ifPresent(Mounting::cut);
                connection.await(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the file system is detached, by whomever. */
    public void await() throws InterruptedException {
        connection.await();
    }

    private static void cut(MountTable.Mounted mounted) {
        try {
            Files.writeString(Path.of("/sys/fs/fuse/connections/" + mounted.minor() + "/abort"), "1");
        } catch (IOException e) {
            // Where the control file system is not mounted, the connection ends with this process.
            return;
        }
    }
}
