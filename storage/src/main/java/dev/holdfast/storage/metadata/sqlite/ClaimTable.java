package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.storage.metadata.SessionRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Statements over claims: chunk → sequence of the session that is to send it. Claims are no part of what a repository is: a store
 * without the table has none, and a program that does not know it loses nothing by that. They carry no checksum either: a wrong one
 * costs time or a second copy.
 */
final class ClaimTable {
    /** Run on each connection that writes. */
    static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS claim(chunk BLOB NOT NULL PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE INDEX IF NOT EXISTS claim_sequence ON claim(sequence)");

    private static final String FIND =
            Batch.NUMBERS + "SELECT n.i, claim.sequence FROM n CROSS JOIN claim ON claim.chunk = " + Batch.CHUNK;
    private static final String PUT =
            Batch.NUMBERS + "INSERT OR REPLACE INTO claim(chunk, sequence) SELECT " + Batch.CHUNK + ", ?3 FROM n";
    private static final String END =
            Batch.NUMBERS + "DELETE FROM claim WHERE chunk IN (SELECT " + Batch.CHUNK + " FROM n) AND sequence = ?3";

    private ClaimTable() {}

    /** Claims what is not present for an ACTIVE session. */
    static List<ClaimState> claim(Link link, SessionRow session, List<Fingerprint> chunks, BitSet present) throws SQLException {
        BitSet held = chunks.isEmpty() ? new BitSet() : held(link, session, chunks);
        List<ClaimState> states = new ArrayList<>(chunks.size());
        List<Fingerprint> granted = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            ClaimState state = present.get(i) ? ClaimState.PRESENT : held.get(i) ? ClaimState.HELD : ClaimState.GRANTED;
            states.add(state);
            if (state == ClaimState.GRANTED) {
                granted.add(chunks.get(i));
            }
        }
        if (!granted.isEmpty()) {
            link.numbers(granted.size());
            link.update(PUT, Batch.blob(granted), granted.size(), session.sequence());
        }
        return states;
    }

    private static BitSet held(Link link, SessionRow session, List<Fingerprint> chunks) throws SQLException {
        Set<Long> others = SessionTable.active(link).stream()
                .map(SessionRow::sequence)
                .filter(sequence -> sequence != session.sequence())
                .collect(Collectors.toSet());
        BitSet held = new BitSet(chunks.size());
        link.numbers(chunks.size());
        PreparedStatement statement = link.statement(FIND, Batch.blob(chunks), chunks.size());
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                held.set(rows.getInt(1), others.contains(rows.getLong(2)));
            }
        }
        statement.clearParameters();
        return held;
    }

    /** Ends a session's claims on chunks. */
    static void end(Link link, long sequence, List<Fingerprint> chunks) throws SQLException {
        if (!chunks.isEmpty()) {
            link.numbers(chunks.size());
            link.update(END, Batch.blob(chunks), chunks.size(), sequence);
        }
    }

    /** Whether a session has any. */
    static boolean hasAny(Link link, long sequence) throws SQLException {
        try (ResultSet rows = link.statement("SELECT 1 FROM claim WHERE sequence = ?1 LIMIT 1", sequence).executeQuery()) {
            return rows.next();
        }
    }

    /** Ends all claims of a session. */
    static void endAll(Link link, long sequence) throws SQLException {
        link.update("DELETE FROM claim WHERE sequence = ?1", sequence);
    }
}
