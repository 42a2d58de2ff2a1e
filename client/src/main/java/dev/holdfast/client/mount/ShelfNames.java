package dev.holdfast.client.mount;

import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** Names of directory entries made from times, hosts and tags. */
final class ShelfNames {
    private static final int MAX_BYTES = 200;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private ShelfNames() {}

    /** A snapshot's time to the second, in the zone of the person who looks. */
    static String time(Timestamp time, ZoneId zone) {
        long seconds = Math.clamp(time.seconds(), Instant.MIN.getEpochSecond() / 2, Instant.MAX.getEpochSecond() / 2);
        return TIME.format(Instant.ofEpochSecond(seconds).atZone(zone));
    }

    /** Any text as a name: what a name must not contain becomes an underscore, and it is cut to a length every program can take. */
    static FileName of(String text) {
        byte[] bytes = text.replace('/', '_').replace('\0', '_').getBytes(StandardCharsets.UTF_8);
        boolean special = bytes.length == 0 || text.equals(".") || text.equals("..");
        return special ? FileName.of("_" + text) : FileName.of(Arrays.copyOf(bytes, Math.min(bytes.length, MAX_BYTES)));
    }
}
