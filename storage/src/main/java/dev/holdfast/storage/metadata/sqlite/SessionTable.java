package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.storage.metadata.SessionRow;
import dev.holdfast.storage.metadata.SessionState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements over sessions and their heartbeats. Collection deletes what no session names, so a session that a damaged page hides
 * would cost data: both lists are therefore compared with the counters.
 */
final class SessionTable {
    private static final String COLUMNS = "SELECT sequence, row FROM session ";

    private SessionTable() {}

    static Optional<SessionRow> find(Link link, SessionId id) throws SQLException {
        List<SessionRow> found = rows(link.statement(COLUMNS + "WHERE id = ?1", id.toBytes()));
        if (!found.isEmpty() && !found.getFirst().id().equals(id)) {
            throw new MalformedException("the row of session " + id + " is that of another");
        }
        return found.stream().findFirst();
    }

    /** The next rows in order; called within a transaction. */
    static List<SessionRow> after(Link link, long after, int limit) throws SQLException {
        List<SessionRow> found = rows(link.statement(COLUMNS + "WHERE sequence > ?1 ORDER BY sequence LIMIT ?2", after, limit));
        if (found.size() < limit) {
            expect(Counters.read(link).sessions(), link.number("SELECT count(*) FROM session NOT INDEXED"), "sessions");
        }
        return found;
    }

    /** The ACTIVE rows in order; called within a transaction. */
    static List<SessionRow> active(Link link) throws SQLException {
        List<SessionRow> found = rows(link.statement(COLUMNS + "WHERE active = 1 ORDER BY sequence"));
        expect(Counters.read(link).active(), found.size(), "active sessions");
        if (found.stream().anyMatch(row -> row.state() != SessionState.ACTIVE)) {
            throw new MalformedException("a closed session is listed as active");
        }
        return found;
    }

    private static void expect(long counted, long found, String what) {
        if (counted != found) {
            throw new MalformedException("there are " + found + " " + what + ", there should be " + counted);
        }
    }

    private static List<SessionRow> rows(PreparedStatement statement) throws SQLException {
        List<SessionRow> sessions = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                sessions.add(RowCodec.session(rows.getLong(1), Link.bytes(rows, 2)));
            }
        }
        return sessions;
    }

    static SessionRow insert(Link link, SessionRow draft) throws SQLException {
        if (find(link, draft.id()).isPresent()) {
            throw new HoldfastException(ErrorCode.INTERNAL, "session " + draft.id() + " was inserted twice");
        }
        Counters counters = Counters.read(link).withSession(active(draft));
        counters.write(link);
        SessionRow row = draft.withSequence(counters.sequence());
        link.update(
                "INSERT INTO session(sequence, id, active, row) VALUES(?1, ?2, ?3, ?4)",
                row.sequence(),
                row.id().toBytes(),
                active(row),
                RowCodec.encode(row));
        return row;
    }

    static boolean compareAndSet(Link link, SessionRow expected, SessionRow next) throws SQLException {
        if (!isCurrent(link, expected)) {
            return false;
        }
        if (active(next) != active(expected)) {
            Counters.read(link).withActive(active(next) - active(expected)).write(link);
        }
        String sql = "UPDATE session SET active = ?2, row = ?3 WHERE sequence = ?1";
        link.update(sql, next.sequence(), active(next), RowCodec.encode(next));
        if (active(next) == 0) {
            ClaimTable.endAll(link, next.sequence());
        }
        return true;
    }

    static boolean remove(Link link, SessionRow expected) throws SQLException {
        if (!isCurrent(link, expected)) {
            return false;
        }
        Counters.read(link).withoutSession().write(link);
        link.update("DELETE FROM session WHERE sequence = ?1", expected.sequence());
        link.update("DELETE FROM beat WHERE sequence = ?1", expected.sequence());
        return true;
    }

    private static boolean isCurrent(Link link, SessionRow expected) throws SQLException {
        return find(link, expected.id()).filter(expected::isSameVersion).isPresent();
    }

    private static int active(SessionRow row) {
        return row.state() == SessionState.ACTIVE ? 1 : 0;
    }

    static void beat(Link link, SessionId id) throws SQLException {
        String sql = "INSERT INTO beat(sequence, beats) SELECT sequence, 1 FROM session WHERE id = ?1"
                + " ON CONFLICT(sequence) DO UPDATE SET beats = beats + 1";
        link.update(sql, new Object[] {id.toBytes()});
    }

    static long beats(Link link, SessionId id) throws SQLException {
        String sql = "SELECT beats FROM session JOIN beat USING(sequence) WHERE id = ?1";
        try (ResultSet rows = link.statement(sql, new Object[] {id.toBytes()}).executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
