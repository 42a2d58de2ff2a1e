package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.storage.metadata.Fact.Condition;
import dev.holdfast.storage.metadata.sqlite.ContentsCodec.Outline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The check of a whole store: SQLite's own, then every value, then each pack's contents against its facts. */
final class Verification {
    private static final int PAGE = 1000;

    private final Link link;

    Verification(Link link) {
        this.link = link;
    }

    void run() throws SQLException {
        structure();
        sessions();
        long facts = packs();
        if (facts != link.number("SELECT count(*) FROM fact")) {
            throw new MalformedException("there are facts that no pack's contents name");
        }
        references();
    }

    private void structure() throws SQLException {
        try (ResultSet rows = link.statement("PRAGMA integrity_check(1)").executeQuery()) {
            String verdict = rows.next() ? rows.getString(1) : "no answer";
            if (!"ok".equals(verdict)) {
                // The first line only names the database.
                throw new MalformedException(String.valueOf(verdict).strip().replaceFirst("^\\*\\*\\*.*\n", ""));
            }
        }
    }

    private void sessions() throws SQLException {
        SessionTable.active(link);
        long after = 0;
        while (true) {
            var page = SessionTable.after(link, after, PAGE);
            if (page.size() < PAGE) {
                return;
            }
            after = page.getLast().sequence();
        }
    }

    private long packs() throws SQLException {
        long[] facts = {0};
        Set<Long> numbers = new HashSet<>();
        PackTable.each(link, (number, row) -> {
            numbers.add(number);
            facts[0] += contents(number);
        });
        try (ResultSet rows = link.statement("SELECT pack FROM contents UNION SELECT pack FROM damage").executeQuery()) {
            while (rows.next()) {
                if (!numbers.contains(rows.getLong(1))) {
                    throw new MalformedException("pack number " + rows.getLong(1) + " has contents and no row");
                }
            }
        }
        return facts[0];
    }

    private int contents(long pack) throws SQLException {
        Optional<Outline> outline = ContentsTable.outline(link, pack);
        if (outline.isEmpty()) {
            return 0;
        }
        Map<Fingerprint, FactTable.Place> expected = FactTable.places(pack, outline.get().segments());
        List<Fingerprint> chunks = List.copyOf(expected.keySet());
        Set<Fingerprint> bad = new HashSet<>(FactTable.marked(link, pack));
        int[] found = {0};
        FactTable.find(link, chunks, (index, place) -> {
            Fingerprint chunk = chunks.get(index);
            FactTable.Place there = expected.get(chunk);
            if (place.pack() == pack) {
                found[0]++;
                boolean marked = place.condition() == Condition.BAD;
                if (!place.with(Condition.GOOD).equals(there) || marked != bad.contains(chunk)) {
                    throw new MalformedException("the fact of chunk " + chunk + " is not what its pack says");
                }
            }
        });
        if (found[0] != expected.size()) {
            throw new MalformedException("facts of pack number " + pack + " are missing");
        }
        for (Fingerprint chunk : outline.get().referring()) {
            if (ContentsTable.references(link, chunk).isEmpty()) {
                throw new MalformedException("the references of chunk " + chunk + " are missing");
            }
        }
        return expected.size();
    }

    private void references() throws SQLException {
        try (ResultSet rows = link.statement("SELECT chunk, row FROM reference").executeQuery()) {
            while (rows.next()) {
                ContentsCodec.references(FactTable.fingerprint(Link.bytes(rows, 1)), Link.bytes(rows, 2));
            }
        }
    }
}
