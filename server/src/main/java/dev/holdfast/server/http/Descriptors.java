package dev.holdfast.server.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the system lets this process open. Files need descriptors as connections do, so that connections get half of them at most: a server
 * that accepts more than that cannot open its own database any more.
 */
final class Descriptors {
    private Descriptors() {}

    /** How many connections there may be where {@code wanted} are wished for. */
    static int forConnections(int wanted) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            return forConnections(wanted, unix.getMaxFileDescriptorCount());
        }
        return wanted;
    }

    /** The same for a process that may open {@code most} descriptors; 0 or less if that is not known. */
    static int forConnections(int wanted, long most) {
        return most <= 0 ? wanted : Math.clamp(most / 2, 1, wanted);
    }
}
