package dev.holdfast.flags.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.flags.ShopDocument;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy on disk is what was written, or it is not used. */
final class LastKnownTest {
    private static final URI SERVER = URI.create("https://flags.example/shop");
    private static final RuleSet RULES = RuleSet.publish(ShopDocument.pay("on"), 10);

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("deep/flags.copy");
    }

    private LastKnown copy() {
        return new LastKnown(file(), SERVER);
    }

    @Test
    void bringsBackWhatWasWrittenLast() throws IOException {
        assertInstanceOf(LastKnown.Found.Nothing.class, copy().read());
        copy().write(RULES);
        RuleSet next = RuleSet.publish(ShopDocument.pay("off"), 11);
        copy().write(next);
        LastKnown.Found.Copy found = assertInstanceOf(LastKnown.Found.Copy.class, copy().read());
        assertEquals(next.version(), found.rules().version());
        assertEquals(next.json(), found.rules().json());
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertEquals(1, files.count(), "nothing else is left behind");
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    /** Closing a client interrupts it, also while it writes: what was read last is what the next start begins with. */
    @Test
    void isWrittenByAThreadThatIsToEnd() throws IOException {
        Thread.currentThread().interrupt();
        try {
            copy().write(RULES);
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertInstanceOf(LastKnown.Found.Copy.class, copy().read());
    }

    @Test
    void isNotUsedForAnotherServer() throws IOException {
        copy().write(RULES);
        assertInstanceOf(LastKnown.Found.Unusable.class, new LastKnown(file(), URI.create("https://flags.example/other")).read());
    }

    @Test
    void aDirectoryInItsPlaceIsNoCopy() throws IOException {
        Files.createDirectories(file());
        assertInstanceOf(LastKnown.Found.Unusable.class, copy().read());
    }

    @Test
    void anyDamageIsSeen() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        copy().write(RULES);
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < 500; i++) {
            byte[] damaged = random.nextBoolean() ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (damaged.length == whole.length) {
                damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file(), damaged);
            LastKnown.Found found = copy().read();
            assertTrue(found instanceof LastKnown.Found.Unusable, () -> "seed " + seed + ": " + found);
        }
    }
}
