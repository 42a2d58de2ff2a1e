package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.storage.metadata.PackRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements over packs. A number stands for each inside the store, given out once, because an id is long. */
final class PackTable {
    private static final String COLUMNS = "SELECT number, row FROM pack ";

    private PackTable() {}

    /** A row with the number of its pack. */
    record Numbered(long number, PackRow row) {}

    /** The rows of packs as they were met in one question. */
    static final class Seen {
        private final Link link;
        private final Map<Long, PackRow> rows = new HashMap<>();

        Seen(Link link) {
            this.link = link;
        }

        /** The row of a pack that has facts, and therefore a row. */
        PackRow row(long number) throws SQLException {
            PackRow known = rows.get(number);
            if (known == null) {
                known = PackTable.row(link, number);
                rows.put(number, known);
            }
            return known;
        }
    }

    static PackRow row(Link link, long number) throws SQLException {
        return only(link.statement(COLUMNS + "WHERE number = ?1", number))
                .orElseThrow(() -> new MalformedException("a fact names pack number " + number + ", which has no row"))
                .row();
    }

    static Optional<Numbered> find(Link link, PackId id) throws SQLException {
        Optional<Numbered> found = only(link.statement(COLUMNS + "WHERE id = ?1", id.toBytes()));
        if (found.isPresent() && !found.get().row().id().equals(id)) {
            throw new MalformedException("the row of pack " + id + " is that of another");
        }
        return found;
    }

    private static Optional<Numbered> only(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(numbered(rows)) : Optional.empty();
        }
    }

    private static Numbered numbered(ResultSet rows) throws SQLException {
        long number = rows.getLong(1);
        return new Numbered(number, RowCodec.pack(number, Link.bytes(rows, 2)));
    }

    static List<PackRow> after(Link link, Optional<PackId> after, int limit) throws SQLException {
        byte[] from = after.map(PackId::toBytes).orElse(new byte[0]);
        List<PackRow> packs = new ArrayList<>();
        PreparedStatement statement = link.statement(COLUMNS + "WHERE id > ?1 ORDER BY id LIMIT ?2", from, limit);
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                packs.add(numbered(rows).row());
            }
        }
        return packs;
    }

    /** Takes each row there is. */
    interface Each {
        void row(long number, PackRow row) throws SQLException;
    }

    static void each(Link link, Each each) throws SQLException {
        try (ResultSet rows = link.statement(COLUMNS).executeQuery()) {
            while (rows.next()) {
                Numbered numbered = numbered(rows);
                each.row(numbered.number(), numbered.row());
            }
        }
    }

    static void insert(Link link, PackRow row) throws SQLException {
        if (find(link, row.id()).isPresent()) {
            throw new HoldfastException(ErrorCode.INTERNAL, "pack " + row.id() + " was given out twice");
        }
        Counters counters = Counters.read(link).withPack();
        counters.write(link);
        long number = counters.packs();
        link.update("INSERT INTO pack(number, id, row) VALUES(?1, ?2, ?3)", number, row.id().toBytes(), RowCodec.encode(number, row));
    }

    static boolean compareAndSet(Link link, PackRow expected, PackRow next) throws SQLException {
        Optional<Numbered> found = find(link, expected.id());
        if (found.isEmpty()) {
            return false;
        }
        PackRow row = found.get().row();
        if (row.state() != expected.state() || !row.barrier().equals(expected.barrier())) {
            return false;
        }
        long number = found.get().number();
        link.update("UPDATE pack SET row = ?2 WHERE number = ?1", number, RowCodec.encode(number, next));
        return true;
    }

    static void delete(Link link, long number) throws SQLException {
        link.update("DELETE FROM pack WHERE number = ?1", number);
    }
}
