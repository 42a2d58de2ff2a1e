package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.PackContents.Segment;
import dev.holdfast.storage.metadata.Fact.Condition;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Statements over facts: (chunk, pack number) → place, and over the marks of damaged copies. A place is 16 bytes: offset of 40 bits,
 * length of 32, condition of 1, place in the segment of 23, CRC-32C of 32 over chunk, pack number and these.
 */
final class FactTable {
    private static final int PLACE_BYTES = 16;
    private static final int SUMMED_BYTES = PLACE_BYTES - Checked.BYTES;
    private static final long MAX_OFFSET = (1L << 40) - 1;
    private static final int BAD = 1 << 23;

    private static final String FIND = Batch.NUMBERS + "SELECT n.i, fact.pack, fact.place FROM n CROSS JOIN fact ON fact.chunk = "
            + Batch.CHUNK;
    private static final String PUT = Batch.NUMBERS
            + "INSERT OR REPLACE INTO fact(chunk, pack, place) SELECT substr(?1, i * 48 + 1, 32), ?3, substr(?1, i * 48 + 33, 16) FROM n";
    private static final String REMOVE =
            Batch.NUMBERS + "DELETE FROM fact WHERE chunk IN (SELECT " + Batch.CHUNK + " FROM n) AND pack = ?3";

    private FactTable() {}

    /**
     * Where a chunk lies in a pack.
     *
     * @param pack the pack's number
     */
    record Place(long pack, long offset, int length, int place, Condition condition) {
        Place {
            if (offset < 0 || offset > MAX_OFFSET || place < 0 || place >= BAD) {
                throw new IllegalArgumentException("a fact cannot hold offset " + offset + " and place " + place);
            }
        }

        Place with(Condition next) {
            return new Place(pack, offset, length, place, next);
        }
    }

    /** Writes and reads places, with one array for all of their checksums. */
    private static final class Places {
        private final byte[] key = new byte[Fingerprint.BYTES + Long.BYTES];
        private final CRC32C crc = new CRC32C();

        /** Writes the 16 bytes. */
        void write(Fingerprint chunk, Place place, ByteBuffer target) {
            int start = target.position();
            target.put((byte) (place.offset >>> 32)).putInt((int) place.offset).putInt(place.length);
            int last = place.place | (place.condition == Condition.BAD ? BAD : 0);
            target.put((byte) (last >>> 16)).putShort((short) last);
            target.putInt(checksum(chunk, place.pack, target.array(), start));
        }

        Place read(Fingerprint chunk, long pack, byte[] stored) {
            ByteBuffer source = ByteBuffer.wrap(stored);
            if (stored.length != PLACE_BYTES || source.getInt(SUMMED_BYTES) != checksum(chunk, pack, stored, 0)) {
                throw new MalformedException("the fact of chunk " + chunk + " does not match its checksum");
            }
            long offset = (source.get() & 0xFFL) << 32 | source.getInt() & 0xFFFF_FFFFL;
            int length = source.getInt();
            int last = (source.get() & 0xFF) << 16 | source.getShort() & 0xFFFF;
            return new Place(pack, offset, length, last & ~BAD, (last & BAD) == 0 ? Condition.GOOD : Condition.BAD);
        }

        private int checksum(Fingerprint chunk, long pack, byte[] bytes, int offset) {
            chunk.write(key, 0);
            ByteBuffer.wrap(key).putLong(Fingerprint.BYTES, pack);
            crc.reset();
            crc.update(key);
            crc.update(bytes, offset, SUMMED_BYTES);
            return (int) crc.getValue();
        }
    }

    /** Takes what is found: the index of a fingerprint in the question and a place of that chunk. */
    interface Finding {
        void found(int index, Place place) throws SQLException;
    }

    /** Names every place of every chunk. What {@code finding} reads on the same connection is of the same state of the store. */
    static void find(Link link, List<Fingerprint> chunks, Finding finding) throws SQLException {
        if (chunks.isEmpty()) {
            return;
        }
        int[] order = AscendingOrder.of(chunks);
        link.numbers(order.length);
        Places places = new Places();
        PreparedStatement statement = link.statement(FIND, Batch.blob(chunks, order), chunks.size());
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                int index = order[rows.getInt(1)];
                finding.found(index, places.read(chunks.get(index), rows.getLong(2), Link.bytes(rows, 3)));
            }
        }
        statement.clearParameters();
    }

    /** Writes the facts of a pack in order of chunk, which is the order of the table's pages; returns how many there are. */
    static int put(Link link, long pack, List<Segment> segments) throws SQLException {
        Map<Fingerprint, Place> places = places(pack, segments);
        putAll(link, pack, places);
        return places.size();
    }

    private static void putAll(Link link, long pack, Map<Fingerprint, Place> places) throws SQLException {
        if (places.isEmpty()) {
            return;
        }
        ByteBuffer records = ByteBuffer.allocate(places.size() * (Fingerprint.BYTES + PLACE_BYTES));
        Places format = new Places();
        places.forEach((chunk, place) -> {
            records.put(chunk.toBytes());
            format.write(chunk, place, records);
        });
        link.numbers(places.size());
        link.update(PUT, records.array(), places.size(), pack);
    }

    /** The last place of each chunk, should a pack hold one twice. */
    static Map<Fingerprint, Place> places(long pack, List<Segment> segments) {
        Map<Fingerprint, Place> places = new TreeMap<>();
        for (Segment segment : segments) {
            for (int i = 0; i < segment.chunks().size(); i++) {
                places.put(segment.chunks().get(i), new Place(pack, segment.offset(), segment.length(), i, Condition.GOOD));
            }
        }
        return places;
    }

    /** Removes a pack's facts and damage marks. */
    static void remove(Link link, long pack, List<Fingerprint> chunks) throws SQLException {
        if (!chunks.isEmpty()) {
            link.numbers(chunks.size());
            link.update(REMOVE, Batch.blob(chunks), chunks.size(), pack);
        }
        link.update("DELETE FROM damage WHERE pack = ?1", pack);
    }

    /** Sets the condition of those of {@code chunks} that the pack holds. */
    static void mark(Link link, long pack, Collection<Fingerprint> chunks, Condition condition) throws SQLException {
        List<Fingerprint> asked = List.copyOf(chunks);
        Map<Fingerprint, Place> marked = new TreeMap<>();
        find(link, asked, (index, place) -> {
            if (place.pack() == pack) {
                marked.put(asked.get(index), place.with(condition));
            }
        });
        putAll(link, pack, marked);
        String mark = condition == Condition.BAD
                ? "INSERT OR REPLACE INTO damage(chunk, pack) VALUES(?1, ?2)"
                : "DELETE FROM damage WHERE chunk = ?1 AND pack = ?2";
        for (Fingerprint chunk : marked.keySet()) {
            link.update(mark, chunk.toBytes(), pack);
        }
    }

    /** The chunks with a mark in a pack. */
    static List<Fingerprint> marked(Link link, long pack) throws SQLException {
        return chunks(link.statement("SELECT chunk FROM damage WHERE pack = ?1", pack));
    }

    /** Chunks with a mark, ascending, above {@code after}, which may be empty. */
    static List<Fingerprint> marked(Link link, byte[] after, int limit) throws SQLException {
        String sql = "SELECT DISTINCT chunk FROM damage WHERE chunk > ?1 ORDER BY chunk LIMIT ?2";
        return chunks(link.statement(sql, after, limit));
    }

    private static List<Fingerprint> chunks(PreparedStatement statement) throws SQLException {
        List<Fingerprint> chunks = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                chunks.add(fingerprint(Link.bytes(rows, 1)));
            }
        }
        return chunks;
    }

    static Fingerprint fingerprint(byte[] bytes) {
        if (bytes.length != Fingerprint.BYTES) {
            throw new MalformedException("a fingerprint has " + bytes.length + " bytes");
        }
        return Fingerprint.read(bytes, 0);
    }
}
