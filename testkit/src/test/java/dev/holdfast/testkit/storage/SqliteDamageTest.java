package dev.holdfast.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore.Missing;
import dev.holdfast.testkit.contract.ModelRun;
import dev.holdfast.testkit.contract.Rows;
import dev.holdfast.testkit.contract.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file gives right answers, hides chunks, or fails with a code; it never invents anything and never ends the process. */
final class SqliteDamageTest {
    private static final int PAGE_BYTES = 4096;
    private static final int FLIPS_IN_EACH_PAGE = 4;
    private static final int OVERWRITTEN_PAGES = 20;
    private static final int WRITTEN_EVERY = 20;

    @TempDir
    private Path directory = Path.of("");

    private final long seed = Seeds.next();
    private final RandomGenerator random = Seeds.generator(seed);
    private final List<Fingerprint> chunks = Rows.chunks(0, 500);
    private List<PackId> packs = List.of();
    private byte[] image = {};
    private int cases;

    private SqliteMetadataStore open(String name, Missing missing) {
        return SqliteMetadataStore.open(directory.resolve(name), missing, Entropy.system());
    }

    @BeforeEach
    void fillStore() throws IOException {
        try (MetadataStore store = open("sound.db", Missing.CREATE)) {
            new ModelRun(new MemoryMetadataStore(), store, seed).operations(300);
            SessionId session = store.insert(Rows.draft(100)).id();
            for (int i = 0; i < 20; i++) {
                PackId pack = Rows.live(store, session, Rows.data(Rows.chunks(25 * i, 25 * i + 60))).id();
                store.markBad(pack, Rows.chunks(25 * i, 25 * i + 3));
            }
            store.insert(Rows.fullDraft(200));
            packs = store.packs(Optional.empty(), 1000).stream().map(row -> row.id()).toList();
        }
        image = Files.readAllBytes(directory.resolve("sound.db"));
    }

    @Test
    void noDamageOfBytesInventsAnything() throws IOException {
        Answers truth = answersOf(image);
        assertEquals(Optional.of(true), truth.verified());
        for (int at = 0; at < 100; at++) {
            assertSafe(truth, flipped(at, 1 << random.nextInt(8)), "header byte " + at);
        }
        for (int page = 0; page < image.length / PAGE_BYTES; page++) {
            for (int i = 0; i < FLIPS_IN_EACH_PAGE; i++) {
                // Half of them where the structure of a page is, in its first bytes.
                int within = random.nextInt(i % 2 == 0 ? 64 : PAGE_BYTES);
                int at = page * PAGE_BYTES + within;
                assertSafe(truth, flipped(at, 1 + random.nextInt(255)), "byte " + at);
            }
        }
        assertTrue(cases > 100, "only " + cases + " cases");
    }

    @Test
    void noLossOfPagesInventsAnything() throws IOException {
        Answers truth = answersOf(image);
        for (int length = 0; length < image.length; length += random.nextInt(1, 3 * PAGE_BYTES)) {
            assertSafe(truth, Arrays.copyOf(image, length), "truncated to " + length);
        }
        int count = image.length / PAGE_BYTES;
        for (int i = 0; i < OVERWRITTEN_PAGES; i++) {
            int page = random.nextInt(count);
            int other = random.nextInt(count);
            byte[] damaged = image.clone();
            if (i % 2 == 0) {
                Arrays.fill(damaged, page * PAGE_BYTES, (page + 1) * PAGE_BYTES, (byte) 0);
            } else {
                System.arraycopy(image, other * PAGE_BYTES, damaged, page * PAGE_BYTES, PAGE_BYTES);
            }
            assertSafe(truth, damaged, "page " + page + " overwritten with zeros or page " + other);
        }
    }

    private byte[] flipped(int at, int mask) {
        byte[] damaged = image.clone();
        damaged[at] ^= (byte) mask;
        return damaged;
    }

    private void assertSafe(Answers truth, byte[] damaged, String where) throws IOException {
        cases++;
        String message = where + " of " + image.length + "; " + Seeds.replay(seed);
        try {
            answersOf(damaged).assertSafeAgainst(truth, message);
        } catch (HoldfastException refused) {
            assertTrue(refused.toString().contains("damaged.db"), message);
        }
    }

    /** What a store made of these bytes says; now and then it also has to take writes, or refuse them with a code. */
    private Answers answersOf(byte[] bytes) throws IOException {
        Path file = directory.resolve("damaged.db");
        SqliteMetadataStore.delete(file);
        Files.write(file, bytes);
        try (MetadataStore store = open("damaged.db", Missing.FAIL)) {
            Answers answers = Answers.of(store, chunks, packs);
            if (cases % WRITTEN_EVERY == 0) {
                write(store);
            }
            return answers;
        }
    }

    private void write(MetadataStore store) {
        tryTo(() -> Rows.live(store, store.insert(Rows.draft(900)).id(), Rows.data(Rows.chunks(490, 520))));
        packs.forEach(pack -> tryTo(() -> store.markBad(pack, chunks)));
        packs.forEach(pack -> tryTo(() -> store.removeContents(pack)));
    }

    private static void tryTo(Runnable change) {
        try {
            change.run();
        } catch (HoldfastException refused) {
            assertTrue(refused.code() != ErrorCode.INTERNAL, refused.toString());
        }
    }

    private static void assertFails(ErrorCode code, String next, Runnable action) {
        HoldfastException failure = assertThrows(HoldfastException.class, action::run);
        assertEquals(code, failure.code(), failure.toString());
        assertTrue(failure.next().contains(next), failure.next());
    }

    @Test
    void whatIsNoIndexIsRefusedWithTheWayOut() throws IOException {
        Files.write(directory.resolve("text.db"), "not a database, whatever its name says".repeat(500).getBytes(StandardCharsets.US_ASCII));
        assertFails(ErrorCode.INDEX_DAMAGED, "rebuild-index", () -> open("text.db", Missing.CREATE));
        Files.createFile(directory.resolve("empty.db"));
        assertFails(ErrorCode.INDEX_DAMAGED, "rebuild-index", () -> open("empty.db", Missing.CREATE));
        assertFails(ErrorCode.INDEX_DAMAGED, "rebuild-index", () -> open("absent.db", Missing.FAIL));
        byte[] newer = image.clone();
        newer[63] = 2;
        Files.write(directory.resolve("newer.db"), newer);
        assertFails(ErrorCode.REPOSITORY_VERSION, "upgrade", () -> open("newer.db", Missing.CREATE));
    }

    @Test
    void logWithoutItsFileIsNotTakenForThatOfANewOne() throws IOException {
        Files.write(directory.resolve("lost.db-wal"), new byte[100]);
        assertFails(ErrorCode.INDEX_DAMAGED, "rebuild-index", () -> open("lost.db", Missing.CREATE));
        SqliteMetadataStore.delete(directory.resolve("lost.db"));
        open("lost.db", Missing.CREATE).close();
    }
}
