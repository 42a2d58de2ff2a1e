package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.PackContents;
import dev.holdfast.core.protocol.References;
import dev.holdfast.storage.metadata.sqlite.ContentsCodec.Outline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements over what packs hold and what chunks refer to. */
final class ContentsTable {
    private static final String REMOVE_UNHELD = Batch.NUMBERS + "DELETE FROM reference WHERE chunk IN (SELECT " + Batch.CHUNK
            + " FROM n) AND NOT EXISTS (SELECT 1 FROM fact WHERE fact.chunk = reference.chunk)";

    private ContentsTable() {}

    static Optional<Outline> outline(Link link, long pack) throws SQLException {
        try (ResultSet rows = link.statement("SELECT row FROM contents WHERE pack = ?1", pack).executeQuery()) {
            return rows.next() ? Optional.of(ContentsCodec.outline(pack, Link.bytes(rows, 1))) : Optional.empty();
        }
    }

    static Optional<PackContents> contents(Link link, long pack) throws SQLException {
        Optional<Outline> outline = outline(link, pack);
        if (outline.isEmpty()) {
            return Optional.empty();
        }
        Map<Fingerprint, References> references = new HashMap<>();
        for (Fingerprint chunk : outline.get().referring()) {
            references.put(chunk, references(link, chunk)
                    .orElseThrow(() -> new MalformedException("the references of chunk " + chunk + " are missing")));
        }
        return Optional.of(new PackContents(outline.get().segments(), references));
    }

    static Optional<References> references(Link link, Fingerprint chunk) throws SQLException {
        String sql = "SELECT row FROM reference WHERE chunk = ?1";
        try (ResultSet rows = link.statement(sql, new Object[] {chunk.toBytes()}).executeQuery()) {
            return rows.next() ? Optional.of(ContentsCodec.references(chunk, Link.bytes(rows, 1))) : Optional.empty();
        }
    }

    static void put(Link link, long pack, PackContents contents) throws SQLException {
        remove(link, pack);
        int facts = FactTable.put(link, pack, contents.segments());
        link.update(
                "INSERT INTO contents(pack, facts, row) VALUES(?1, ?2, ?3)", pack, facts, ContentsCodec.encode(pack, contents));
        for (Map.Entry<Fingerprint, References> entry : contents.references().entrySet()) {
            byte[] row = ContentsCodec.encode(entry.getKey(), entry.getValue());
            link.update("INSERT OR REPLACE INTO reference(chunk, row) VALUES(?1, ?2)", entry.getKey().toBytes(), row);
        }
    }

    static void remove(Link link, long pack) throws SQLException {
        Optional<Outline> outline = outline(link, pack);
        if (outline.isEmpty()) {
            return;
        }
        List<Fingerprint> chunks = outline.get().allChunks();
        FactTable.remove(link, pack, chunks);
        link.update("DELETE FROM contents WHERE pack = ?1", pack);
        if (!chunks.isEmpty()) {
            link.numbers(chunks.size());
            link.update(REMOVE_UNHELD, Batch.blob(chunks), chunks.size());
        }
    }
}
