package dev.holdfast.verify.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.PackKind;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.PackRow;
import dev.holdfast.storage.metadata.PackState;
import dev.holdfast.storage.embedded.RepositoryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What lies in the data directory of a sandbox's server, seen past the server. */
public record ServerDisk(Sandbox sandbox) {
    /** The directory of a tenant. */
    public Path tenant(String name) {
        return sandbox.path("server").resolve("tenants").resolve(name);
    }

    private List<Path> packs(String tenant) {
        try (Stream<Path> files = Files.walk(tenant(tenant).resolve("packs"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a tenant's packs take. */
    public long packBytes(String tenant) {
        return packs(tenant).stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private List<PackRow> rows(MetadataStore rows) {
        return rows.packs(Optional.empty(), Integer.MAX_VALUE);
    }

    private MetadataStore open(String tenant) {
        return new RepositoryDirectory(tenant(tenant), Entropy.system()).indexes().open().rows();
    }

    /** Content that lies in more than one usable pack of a tenant whose server has ended. */
    public List<Fingerprint> chunksStoredTwice(String tenant) {
        Set<Fingerprint> seen = new HashSet<>();
        List<Fingerprint> twice = new ArrayList<>();
        try (MetadataStore rows = open(tenant)) {
            for (PackRow pack : rows(rows)) {
                if (pack.kind() == PackKind.DATA && pack.state() == PackState.LIVE) {
                    rows.contents(pack.id()).orElseThrow().segments().forEach(segment -> segment.chunks().stream()
                            .filter(chunk -> !seen.add(chunk))
                            .forEach(twice::add));
                }
            }
        }
        assertFalse(seen.isEmpty());
        return twice;
    }

    /** Demands that a tenant whose server has ended has no pack but those that are sealed, and no content twice. */
    public void assertNothingTwice(String tenant) {
        assertEquals(List.of(), chunksStoredTwice(tenant));
        try (MetadataStore rows = open(tenant)) {
            long live = rows(rows).stream().filter(pack -> pack.state() == PackState.LIVE).count();
            assertEquals(live, packs(tenant).size(), "files of packs beside rows of sealed packs");
        }
    }
}
