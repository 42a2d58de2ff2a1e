package dev.holdfast.client.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.remote.FilterFile.Versioned;
import dev.holdfast.core.filter.BloomFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterFileTest {
    private static final long LIMIT = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void aFilterComesBackWithItsVersion() {
        FilterFile file = new FilterFile(directory.resolve("cache/filter"), LIMIT);
        assertEquals(Optional.empty(), file.read());
        BloomFilter filter = BloomFilter.forEntries(1000);
        filter.add(42);
        assertTrue(file.write(new Versioned(filter, "\"7-1\"")));
        Versioned read = file.read().orElseThrow();
        assertEquals("\"7-1\"", read.version());
        assertTrue(read.filter().mayContain(42));
    }

    @Test
    void aFileThatIsDamagedAnywhereIsOneThatIsNotThere() throws IOException {
        Path path = directory.resolve("filter");
        FilterFile file = new FilterFile(path, LIMIT);
        file.write(new Versioned(BloomFilter.forEntries(100), "\"1-1\""));
        byte[] good = Files.readAllBytes(path);
        for (int at = 6; at < good.length; at++) {
            byte[] damaged = good.clone();
            damaged[at] ^= 4;
            Files.write(path, damaged);
            assertEquals(Optional.empty(), file.read(), "byte " + at);
        }
        for (int length : new int[] {0, 1, 5, 20, good.length - 1}) {
            Files.write(path, java.util.Arrays.copyOf(good, length));
            assertEquals(Optional.empty(), file.read(), "length " + length);
        }
    }
}
