package dev.holdfast.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.protocol.RepositoryFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link RepositoryFiles} does. */
public abstract class RepositoryFilesContract {
    /** An empty collection of objects, another one in each test. */
    protected abstract RepositoryFiles empty();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] content(RepositoryFiles files, String name) {
        Optional<byte[]> content = files.read(name);
        assertTrue(content.isPresent(), name);
        return content.get();
    }

    @Test
    void createdObjectReadsBackAndStaysAsItIs() {
        RepositoryFiles files = empty();
        assertTrue(files.create("config", bytes("one")));
        assertFalse(files.create("config", bytes("two")));
        assertArrayEquals(bytes("one"), content(files, "config"));
    }

    @Test
    void replacedObjectHasItsNewContent() {
        RepositoryFiles files = empty();
        files.replace("keys/a", bytes("one"));
        files.replace("keys/a", bytes(""));
        assertArrayEquals(bytes(""), content(files, "keys/a"));
    }

    @Test
    void deletedObjectIsGone() {
        RepositoryFiles files = empty();
        files.create("config", bytes("one"));
        files.delete("config");
        files.delete("config");
        files.delete("keys/never-there");
        assertEquals(Optional.empty(), files.read("config"));
        assertEquals(Optional.empty(), files.read("keys/never-there"));
        assertTrue(files.create("config", bytes("two")));
    }

    @Test
    void listIsSortedAndStartsWithThePrefix() {
        RepositoryFiles files = empty();
        List<String> names = List.of("config", "config.old", "data-keys/00", "keys/ab", "keys/ac", "keys/b");
        names.reversed().forEach(name -> files.create(name, bytes(name)));
        assertEquals(names, files.list(""));
        assertEquals(List.of("keys/ab", "keys/ac", "keys/b"), files.list("keys/"));
        assertEquals(List.of("keys/ab", "keys/ac"), files.list("keys/a"));
        assertEquals(List.of("config", "config.old"), files.list("conf"));
        assertEquals(List.of(), files.list("nothing/"));
    }

    @Test
    void namesThatLeadElsewhereAreRefused() {
        RepositoryFiles files = empty();
        for (String name : List.of("", "/", "/etc", "..", "../x", "a/../b", "a//b", "a/", ".", "A", "a b", "a\\b", "a\0b", "é")) {
            assertThrows(IllegalArgumentException.class, () -> files.read(name), name);
            assertThrows(IllegalArgumentException.class, () -> files.create(name, bytes("x")), name);
            assertThrows(IllegalArgumentException.class, () -> files.replace(name, bytes("x")), name);
            assertThrows(IllegalArgumentException.class, () -> files.delete(name), name);
        }
        assertEquals(List.of(), files.list(""));
    }

    @Test
    void oneOfManyCreatorsWins() throws InterruptedException, ExecutionException {
        RepositoryFiles files = empty();
        for (int round = 0; round < 20; round++) {
            String name = "keys/" + round;
            List<Future<Boolean>> tasks = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (int i = 0; i < 4; i++) {
                    byte[] content = bytes("content " + i);
                    tasks.add(threads.submit(() -> files.create(name, content)));
                }
            }
            List<byte[]> winners = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                if (tasks.get(i).get()) {
                    winners.add(bytes("content " + i));
                }
            }
            assertEquals(1, winners.size());
            assertArrayEquals(winners.getFirst(), content(files, name));
        }
    }

    @Test
    void readersSeeOldOrNewContentButNothingBetween() throws InterruptedException, ExecutionException {
        RepositoryFiles files = empty();
        files.create("config", new byte[100_000]);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 1; i <= 50; i++) {
                    byte[] content = new byte[100_000 + i];
                    Arrays.fill(content, (byte) i);
                    files.replace("config", content);
                }
            });
            while (!writer.isDone()) {
                byte[] content = content(files, "config");
                assertEquals(100_000 + content[0], content.length);
                assertEquals(content[0], content[content.length - 1]);
            }
            writer.get();
        }
        assertEquals(List.of("config"), files.list(""));
    }
}
