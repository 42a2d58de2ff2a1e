package peers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The time below which a set cannot be backed up or restored on this machine by any program that reads, cuts, hashes,
 * compresses with zstd 1, seals and writes, with all cores busy and the page cache warm. Each rate is measured on one
 * core, compression on a sample of the set, and only that of cutting is taken as given.
 */
record Limits(double firstSeconds, double unchangedSeconds, double restoreSeconds, String rates) {
    /** Name of the plain copy that is made for comparison and deleted with the restored trees. */
    static final String COPY = "cp";

    static final Limits UNKNOWN = new Limits(0, 0, 0, "");

    private static final double CUT_BYTES_PER_SECOND = 3.5e9;

    static Limits compute(Path source, Tree tree, Workspace workspace, Stopwatch stopwatch) throws IOException {
        double readSeconds = seconds(() -> Tree.warm(source).bytes());
        double walkSeconds = stopwatch
                .time(List.of(Command.of(source, "find", ".", "-printf", "%s %T@ %C@ %i\\n")), Map.of())
                .wallSeconds();
        double copySeconds = copySeconds(source, workspace, stopwatch);
        Zstd zstd = Zstd.measure(source, workspace.run().resolve("sample"), stopwatch);
        double hashRate = hashRate();
        double sealRate = sealRate();
        double bytes = Math.min(tree.bytes(), Tree.allocatedBytes(source, stopwatch));
        int cores = Runtime.getRuntime().availableProcessors();
        double seal = 1 / (sealRate * zstd.ratio());
        double perByte = 1 / CUT_BYTES_PER_SECOND + 1 / hashRate + 1 / zstd.compress() + seal;
        double first = readSeconds * bytes / tree.bytes() + bytes / cores * perByte;
        double restore = copySeconds + bytes / cores * (1 / zstd.decompress() + 1 / hashRate + seal);
        String rates = Quantity.format(
                "SHA-256 %s, AES-256-GCM %s, zstd 1 %s at %.2f to one, back %s; "
                        + "reading all files with all cores %s, plain copy by cp -a %s",
                Quantity.rate(hashRate), Quantity.rate(sealRate), Quantity.rate(zstd.compress()), zstd.ratio(),
                Quantity.rate(zstd.decompress()), Quantity.seconds(readSeconds), Quantity.seconds(copySeconds));
        return new Limits(first, walkSeconds, restore, rates);
    }

    private static double copySeconds(Path source, Workspace workspace, Stopwatch stopwatch) {
        Command copy = Command.of(workspace.run(), "cp", "-a", source.toString(), workspace.target(COPY).toString());
        double seconds = stopwatch.time(List.of(copy), Map.of()).wallSeconds();
        return seconds;
    }

    private static double hashRate() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[1 << 20];
            return rate(() -> {
                digest.update(block);
                return block.length;
            });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double sealRate() {
        byte[] slice = new byte[8 << 10];
        byte[] nonce = new byte[12];
        byte[] sealed = new byte[slice.length + 16];
        SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
        return rate(() -> {
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                nonce[0]++;
                cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
                for (int i = 0; i < 128; i++) {
                    cipher.update(slice, 0, slice.length, sealed);
                }
                return 128L * slice.length;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Bytes per second of this thread's processor time, the best of three seconds: the first ones warm up. */
    private static double rate(LongSupplier step) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        double best = 0;
        for (int run = 0; run < 3; run++) {
            long bytes = 0;
            long startNanos = clock.getCurrentThreadCpuTime();
            long tookNanos = 0;
            while (tookNanos < 1_000_000_000L) {
                bytes += step.getAsLong();
                tookNanos = clock.getCurrentThreadCpuTime() - startNanos;
            }
            best = Math.max(best, bytes * 1e9 / tookNanos);
        }
        return best;
    }

    private static double seconds(LongSupplier work) {
        long startNanos = System.nanoTime();
        work.getAsLong();
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
