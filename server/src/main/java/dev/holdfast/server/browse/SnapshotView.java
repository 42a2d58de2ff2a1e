package dev.holdfast.server.browse;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as the API shows it.
 *
 * @param shortId the first digits of its id, which people write
 * @param time when the backup began, by the agent's clock
 * @param serverTime when it was committed, by the server's clock; null if it was not committed through this server
 * @param agent which agent made it; null if none did
 * @param paths the backed-up paths, for people
 * @param pathsBase64 their exact bytes
 */
public record SnapshotView(
        String id,
        String shortId,
        Instant time,
        @Nullable Instant serverTime,
        @Nullable AgentReference agent,
        String host,
        String user,
        List<String> paths,
        List<String> pathsBase64,
        List<String> tags,
        @JsonProperty("protected") boolean isProtected,
        boolean complete,
        long files,
        long directories,
        long others,
        long bytes,
        long newBytes,
        long storedBytes,
        long version) {
    private static final int SHORT_DIGITS = 8;

    public SnapshotView {
        paths = List.copyOf(paths);
        pathsBase64 = List.copyOf(pathsBase64);
        tags = List.copyOf(tags);
    }

    /** An agent by id and name. */
    public record AgentReference(String id, String name) {}

    /** Where a snapshot came from, as far as the server knows. */
    record Origin(Optional<AgentReference> agent, Optional<Instant> committed) {}

    static SnapshotView of(SnapshotInfo snapshot, Origin origin) {
        Manifest manifest = snapshot.manifest();
        Manifest.Statistics statistics = manifest.statistics();
        return new SnapshotView(
                snapshot.id().toString(),
                shortId(snapshot),
                EntryView.time(manifest.time()),
                origin.committed().orElse(null),
                origin.agent().orElse(null),
                manifest.host(),
                manifest.user(),
                paths(manifest),
                manifest.paths().stream().map(Base64Text::of).toList(),
                snapshot.tags(),
                snapshot.isProtected(),
                manifest.completeness() == Manifest.Completeness.COMPLETE,
                statistics.files(),
                statistics.directories(),
                statistics.others(),
                statistics.bytes(),
                statistics.newBytes(),
                statistics.storedBytes(),
                snapshot.row().version());
    }

    static String shortId(SnapshotInfo snapshot) {
        return snapshot.id().toString().substring(0, SHORT_DIGITS);
    }

    static List<String> paths(Manifest manifest) {
        return manifest.paths().stream().map(path -> new String(path, StandardCharsets.UTF_8)).toList();
    }
}
