package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.files.DirectorySync;
import dev.holdfast.storage.files.IncomingFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The tables, their version, and how a file with them comes into being. */
final class Schema {
    /** "HFix" in the header of the file, so that {@code file} and people can tell what it is. */
    private static final int APPLICATION_ID = 0x4846_6978;

    private static final int VERSION = 1;
    private static final int PAGE_BYTES = 4096;
    private static final int LOG_PAGES = 8192;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE counter(id INTEGER PRIMARY KEY, value BLOB NOT NULL)",
            "CREATE TABLE session(sequence INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, active INTEGER NOT NULL, row BLOB NOT NULL)",
            "CREATE INDEX session_active ON session(sequence) WHERE active = 1",
            "CREATE TABLE beat(sequence INTEGER PRIMARY KEY, beats INTEGER NOT NULL)",
            "CREATE TABLE pack(number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, row BLOB NOT NULL)",
            "CREATE TABLE fact(chunk BLOB NOT NULL, pack INTEGER NOT NULL, place BLOB NOT NULL, PRIMARY KEY(chunk, pack)) WITHOUT ROWID",
            "CREATE TABLE damage(chunk BLOB NOT NULL, pack INTEGER NOT NULL, PRIMARY KEY(chunk, pack)) WITHOUT ROWID",
            "CREATE TABLE contents(pack INTEGER PRIMARY KEY, facts INTEGER NOT NULL, row BLOB NOT NULL)",
            "CREATE TABLE reference(chunk BLOB NOT NULL PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID");

    private Schema() {}

    /**
     * Puts an empty store at {@code file} in one step, so that whoever sees the file sees all of it; does nothing if another process
     * was faster.
     */
    static void create(Path file, Entropy entropy) {
        if (Files.exists(Database.logOf(file))) {
            throw SqliteFailures.damaged(file, "its log is there without it");
        }
        Path incoming = file.resolveSibling("incoming");
        DirectorySync.create(incoming);
        IncomingFile.sweep(incoming);
        byte[] image = image(file);
        try (IncomingFile fresh = IncomingFile.create(incoming, String.valueOf(file.getFileName()), entropy)) {
            fresh.write(image, 0, image.length);
            fresh.publishNew(file);
        }
    }

    private static byte[] image(Path file) {
        try (Link link = Link.memory()) {
            link.execute("PRAGMA page_size=" + PAGE_BYTES);
            for (String table : TABLES) {
                link.execute(table);
            }
            Counters.NEW.write(link);
            link.execute("PRAGMA application_id=" + APPLICATION_ID);
            link.execute("PRAGMA user_version=" + VERSION);
            byte[] image = link.serialize();
            // The two format versions in SQLite's file header; 2 says that the file is in WAL mode from the start.
            image[18] = 2;
            image[19] = 2;
            return image;
        } catch (SQLException e) {
            throw SqliteFailures.of(e, file);
        }
    }

    /** Fails unless the file is a store of the version that this program knows. */
    static void check(Database database) {
        Path file = database.file();
        long application = database.read(link -> link.number("PRAGMA application_id"));
        long version = database.read(link -> link.number("PRAGMA user_version"));
        if (application != APPLICATION_ID) {
            throw SqliteFailures.damaged(file, "it is not an index of Holdfast");
        }
        if (version > VERSION) {
            throw new HoldfastException(
                    ErrorCode.REPOSITORY_VERSION,
                    "the index " + file + " has version " + version + ", this program knows " + VERSION,
                    "upgrade holdfast, then run the command again");
        }
        if (version != VERSION) {
            throw SqliteFailures.damaged(file, "its version is " + version);
        }
    }

    /**
     * The log grows to 32 MiB before it is written back: facts come in random order, and a page that many transactions touch is then
     * written back once. The fullfsync pair makes macOS flush its disks. The table of claims is made here, so that a store from before
     * there were claims gets it without another version, which older programs would refuse.
     */
    static void configureWriter(Link link) throws SQLException {
        link.execute("PRAGMA wal_autocheckpoint=" + LOG_PAGES);
        link.execute("PRAGMA journal_size_limit=" + LOG_PAGES * PAGE_BYTES);
        link.execute("PRAGMA fullfsync=ON");
        link.execute("PRAGMA checkpoint_fullfsync=ON");
        for (String table : ClaimTable.TABLES) {
            link.execute(table);
        }
    }
}
