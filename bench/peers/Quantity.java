package peers;

import java.util.Locale;

/** Numbers as people read them, with decimal units. */
final class Quantity {
    private Quantity() {}

    static String bytes(double bytes) {
        if (bytes < 1e6) {
            return format("%.0f kB", bytes / 1e3);
        }
        return bytes < 1e9 ? format(bytes < 1e7 ? "%.1f MB" : "%.0f MB", bytes / 1e6) : format("%.2f GB", bytes / 1e9);
    }

    static String seconds(double seconds) {
        if (seconds < 0.1) {
            return format("%.3f s", seconds);
        }
        return format(seconds < 10 ? "%.2f s" : "%.1f s", seconds);
    }

    static String rate(double bytesPerSecond) {
        return format("%.2f GB/s", bytesPerSecond / 1e9);
    }

    static String ratio(double ratio) {
        return format("%.2f", ratio);
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
