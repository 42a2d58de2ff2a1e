package dev.holdfast.client.mount.kernel;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Mounting through {@code fusermount3}, a small setuid program that mounts for everybody and hands the descriptor over. */
record HelperMounting(Path helper) implements Mounting.Way {
    static final String NAME = "fusermount3";

    /** The program, where it is installed. */
    static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":", -1)), Stream.of("/usr/bin", "/bin"))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static HelperMounting find() {
        return new HelperMounting(program().orElseThrow(() -> new HoldfastException(
                ErrorCode.UNSUPPORTED, NAME + " is not installed", "run: sudo apt-get install fuse3")));
    }

    @Override
    public int attach(MountPoint point, Audience audience) {
        String options = "ro,nosuid,nodev,noatime,fsname=holdfast,subtype=holdfast"
                + (audience == Audience.EVERYBODY ? ",allow_other,default_permissions" : "");
        try (Arena arena = Arena.ofConfined();
                HandOver handOver = new HandOver(arena)) {
            HandOver.Outcome outcome =
                    handOver.run(List.of(helper.toString(), "-o", options, "--", point.path()));
            return switch (outcome) {
                case HandOver.Outcome.Mounted mounted -> mounted.device();
                case HandOver.Outcome.Refused refused ->
                    throw new HoldfastException(
                            ErrorCode.UNSUPPORTED, "cannot mount at " + point.path() + ": " + refused.message(), advice(audience));
            };
        }
    }

    private static String advice(Audience audience) {
        return audience == Audience.EVERYBODY
                ? "only the superuser may mount for everybody, unless /etc/fuse.conf says user_allow_other"
                : "use a directory of your own; in a container, start it with --device /dev/fuse --cap-add SYS_ADMIN";
    }

    @Override
    public void detach(MountPoint point) {
        if (run("-u", point) != 0) {
            run("-uz", point);
        }
    }

    private int run(String option, MountPoint point) {
        try {
            return new ProcessBuilder(helper.toString(), option, "--", point.path())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
