package dev.holdfast.client.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.tree.FileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedNamesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 300, 20_000, 8 << 20})
    void namesComeInOrderOfBytesAndOnceWhateverTheMemory(int memoryBytes) {
        long seed = 20260101L + memoryBytes;
        var random = new Random(seed);
        List<FileName> names = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            byte[] name = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 1024 : 4)];
            for (int b = 0; b < name.length; b++) {
                name[b] = (byte) (random.nextInt(255) + 1);
                name[b] = name[b] == '/' || name[b] == '.' ? (byte) 200 : name[b];
            }
            names.add(FileName.of(name));
        }
        try (SortedNames sorted = SortedNames.of(names::forEach, memoryBytes, folder)) {
            List<FileName> found = new ArrayList<>();
            sorted.forEachRemaining(found::add);
            assertEquals(List.copyOf(new TreeSet<>(names)), found, "seed " + seed);
            assertThrows(NoSuchElementException.class, sorted::next);
        }
    }

    @Test
    void noTemporaryFileIsLeft() throws IOException {
        try (SortedNames sorted = SortedNames.of(each -> each.accept(FileName.of("x")), 1, folder)) {
            assertEquals(FileName.of("x"), sorted.next());
        }
        assertThrows(IllegalStateException.class, () -> SortedNames.of(
                each -> {
                    each.accept(FileName.of("x"));
                    throw new IllegalStateException("stopped");
                },
                1,
                folder));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void noneHasNone() {
        try (SortedNames none = SortedNames.none()) {
            assertFalse(none.hasNext());
        }
    }
}
