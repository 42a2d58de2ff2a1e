package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Counts the changes after which something present may not be so any more, in a row that comes with the first of them. */
final class Withdrawals {
    private static final long ROW = 2;

    private Withdrawals() {}

    static long read(Link link) throws SQLException {
        try (ResultSet rows = link.statement("SELECT value FROM counter WHERE id = ?1", ROW).executeQuery()) {
            if (!rows.next()) {
                return 0;
            }
            ByteReader reader = Checked.open(Checked.key(ROW), Link.bytes(rows, 1));
            long count = reader.u64();
            reader.expectEnd();
            return count;
        }
    }

    static void count(Link link) throws SQLException {
        ByteWriter writer = new ByteWriter(Long.BYTES + Checked.BYTES).u64(read(link) + 1);
        link.update("INSERT OR REPLACE INTO counter(id, value) VALUES(?1, ?2)", ROW, Checked.seal(Checked.key(ROW), writer));
    }
}
