package dev.holdfast.client.cli.invocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The account under which this process runs. */
public final class Account {
    private Account() {}

    /** Whether it may do everything, such as give files away, as far as the platform tells. */
    public static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return System.getProperty("user.name", "").equals("root");
        }
    }
}
