package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The store's counters, in one row.
 *
 * @param sequence the sequence number given out last
 * @param packs the internal pack number given out last
 * @param sessions how many session rows there are
 * @param active how many of them are ACTIVE
 */
record Counters(long sequence, long packs, long sessions, long active) {
    static final Counters NEW = new Counters(0, 0, 0, 0);

    private static final long ROW = 1;

    static Counters read(Link link) throws SQLException {
        try (ResultSet rows = link.statement("SELECT value FROM counter WHERE id = ?1", ROW).executeQuery()) {
            if (!rows.next()) {
                throw new MalformedException("the counters are missing");
            }
            ByteReader reader = Checked.open(Checked.key(ROW), Link.bytes(rows, 1));
            Counters counters = new Counters(reader.u64(), reader.u64(), reader.u64(), reader.u64());
            reader.expectEnd();
            return counters;
        }
    }

    void write(Link link) throws SQLException {
        ByteWriter writer = new ByteWriter(64).u64(sequence).u64(packs).u64(sessions).u64(active);
        link.update("INSERT OR REPLACE INTO counter(id, value) VALUES(?1, ?2)", ROW, Checked.seal(Checked.key(ROW), writer));
    }

    Counters withSession(long activeChange) {
        return new Counters(sequence + 1, packs, sessions + 1, active + activeChange);
    }

    Counters withPack() {
        return new Counters(sequence, packs + 1, sessions, active);
    }

    Counters withActive(long change) {
        return new Counters(sequence, packs, sessions, active + change);
    }

    Counters withoutSession() {
        return new Counters(sequence, packs, sessions - 1, active);
    }
}
