package dev.holdfast.client.cli.invocation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself, without asking the network where that can be avoided. */
public final class HostName {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    public static String of(Surroundings surroundings) {
        return surroundings.variable("HOLDFAST_HOST").or(() -> surroundings.variable("COMPUTERNAME")).orElseGet(HostName::asked);
    }

    private static String asked() {
        try {
            return Files.readString(KERNEL).strip();
        } catch (IOException e) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException unknown) {
                return "localhost";
            }
        }
    }
}
