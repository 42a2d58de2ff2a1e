package dev.holdfast.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore.Missing;
import dev.holdfast.testkit.contract.Rows;
import dev.holdfast.testkit.contract.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log that lost its end, or is not what it was, is an earlier state of the store: whole, sound, and by the store itself not told from
 * the present. So a disk that keeps less than it has confirmed, or a copy without the log, makes the latest changes unseen;
 * {@code holdfast check} finds it out by the packs.
 */
final class SqliteLogLossTest {
    private static final int CHANGES = 40;
    private static final int CASES = 60;

    @TempDir
    private Path directory = Path.of("");

    private final long seed = Seeds.next();
    private final RandomGenerator random = Seeds.generator(seed);
    /** Length of the log after each change, and the rows by then. */
    private final List<Integer> ends = new ArrayList<>();
    private final List<List<String>> states = new ArrayList<>();

    private byte[] file = {};
    private byte[] log = {};

    private static Path logOf(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    private static List<String> rows(MetadataStore store) {
        return store.sessions(0, 1000).stream().map(Rows::text).toList();
    }

    @BeforeEach
    void writeALog() throws IOException {
        Path path = directory.resolve("sound.db");
        try (MetadataStore store = SqliteMetadataStore.open(path, Missing.CREATE, Entropy.system())) {
            for (int change = 0; change < CHANGES; change++) {
                store.insert(Rows.fullDraft(change));
                log = Files.readAllBytes(logOf(path));
                ends.add(log.length);
                states.add(rows(store));
            }
            file = Files.readAllBytes(path);
        }
    }

    /** What a store is after a crash with this log, which must be sound. */
    private List<String> after(byte[] lost) throws IOException {
        Path path = directory.resolve("copy.db");
        SqliteMetadataStore.delete(path);
        Files.write(path, file);
        Files.write(logOf(path), lost);
        try (MetadataStore store = SqliteMetadataStore.open(path, Missing.FAIL, Entropy.system())) {
            store.verify();
            return rows(store);
        }
    }

    private List<String> stateBefore(int end) {
        List<String> state = List.of();
        for (int change = 0; change < CHANGES && ends.get(change) <= end; change++) {
            state = states.get(change);
        }
        return state;
    }

    @Test
    void aShorterLogIsTheStateAfterTheLastChangeInIt() throws IOException {
        assertEquals(states.getLast(), after(log));
        for (int i = 0; i < CASES; i++) {
            int end = random.nextInt(log.length);
            assertEquals(stateBefore(end), after(Arrays.copyOf(log, end)), Seeds.replay(seed) + ", cut at " + end);
        }
        assertEquals(List.of(), after(new byte[0]));
    }

    @Test
    void aDamagedLogIsTheStateBeforeTheDamage() throws IOException {
        int shorter = 0;
        for (int i = 0; i < CASES; i++) {
            int at = random.nextInt(log.length);
            byte[] damaged = log.clone();
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            List<String> found = after(damaged);
            String where = Seeds.replay(seed) + ", damaged at " + at;
            assertEquals(found, states.getLast().subList(0, found.size()), where);
            assertTrue(found.equals(stateBefore(at)) || found.equals(states.getLast()), where);
            shorter += found.size() < CHANGES ? 1 : 0;
        }
        assertTrue(shorter > 0, Seeds.replay(seed));
    }
}
