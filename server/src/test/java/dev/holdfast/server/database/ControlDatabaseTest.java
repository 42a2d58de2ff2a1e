package dev.holdfast.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlDatabaseTest {
    private static final Migration NOTES =
            new Migration("notes", List.of("CREATE TABLE note(id INTEGER PRIMARY KEY, above INTEGER, text TEXT UNIQUE)"));
    private static final String INSERT = "INSERT INTO note(id, above, text) VALUES(?, ?, ?)";
    private static final String BELOW = "SELECT id, text FROM note WHERE above = ? ORDER BY id";

    @TempDir
    Path directory;

    private ControlDatabase database;

    @BeforeEach
    void open() {
        database = ControlDatabase.open(directory.resolve("server.db"), List.of(NOTES));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static String tree(Rows rows, long above) throws SQLException {
        return String.join("", rows.list(BELOW, row -> row.getString(2) + "(" + tree(rows, row.getLong(1)) + ")", above));
    }

    @Test
    void aQuestionMayBeAskedAgainWhileItsRowsAreRead() {
        database.change(rows -> {
            rows.change(INSERT, 1, 0, "a");
            rows.change(INSERT, 2, 0, "b");
            rows.change(INSERT, 3, 1, "c");
            rows.change(INSERT, 4, 1, "d");
            rows.change(INSERT, 5, 3, "e");
        });
        assertEquals("a(c(e())d())b()", database.read(rows -> tree(rows, 0)));
        assertEquals("a(c(e())d())b()", database.write(rows -> tree(rows, 0)));
    }

    @Test
    void aStatementThatIsUsedAgainHasNothingOfItsLastUse() {
        database.change(rows -> {
            rows.change(INSERT, 1, 0, "a");
            rows.change(INSERT, 2, 1, null);
        });
        assertEquals(
                List.of(Optional.of("a"), Optional.empty(), Optional.of("a")),
                database.read(rows -> List.of(text(rows, 0), text(rows, 1), text(rows, 0))));
    }

    private static Optional<String> text(Rows rows, long above) throws SQLException {
        return rows.first(BELOW, row -> Optional.ofNullable(row.getString(2)), above).orElseThrow();
    }

    @Test
    void aChangeThatFailsTakesBackAllOfItsTransactionAndTheNextOneWorks() {
        HoldfastException failure = assertThrows(HoldfastException.class, () -> database.change(rows -> {
            rows.change(INSERT, 1, 0, "a");
            rows.change(INSERT, 2, 0, "a");
        }));
        assertEquals(ErrorCode.INTERNAL, failure.code());
        database.change(rows -> rows.change(INSERT, 1, 0, "a"));
        assertEquals("a()", database.read(rows -> tree(rows, 0)));
    }

    @Test
    void readersSeeWhatWasCommittedLast() {
        database.change(rows -> rows.change(INSERT, 1, 0, "a"));
        String seen = database.write(rows -> {
            rows.change(INSERT, 2, 0, "b");
            return database.read(others -> tree(others, 0));
        });
        assertEquals("a()", seen);
        assertEquals("a()b()", database.read(rows -> tree(rows, 0)));
    }

    @Test
    void moreStatementsThanAreKeptWorkInOneTransaction() {
        long sum = database.read(rows -> {
            long total = 0;
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 40; i++) {
                    total += rows.first("SELECT " + i, row -> row.getLong(1)).orElseThrow();
                }
            }
            return total;
        });
        assertEquals(2 * 780, sum);
    }
}
