package dev.holdfast.client.mount;

import dev.holdfast.client.mount.kernel.FileSystem;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The snapshots that there are. Asks the repository again when somebody looks and the last answer is old, so that an unused mount costs
 * nothing. Thread-safe.
 */
final class Catalogue {
    private static final int SHORT_DIGITS = 8;
    private static final int MIN_DIGITS = 4;
    private static final String LATEST = "latest";

    private final Repository repository;
    private final MountOptions options;
    private final Consumer<RuntimeException> failures;
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<SessionId, SnapshotInfo> opened = new HashMap<>();
    private final Map<SessionId, String> names = new HashMap<>();
    private final Timestamp start;
    private volatile Shelf shelf;
    private volatile long readNanos;

    Catalogue(Repository repository, MountOptions options, Consumer<RuntimeException> failures) {
        this.repository = repository;
        this.options = options;
        this.failures = failures;
        this.start = new Timestamp(repository.clock().now().getEpochSecond(), 0);
        this.shelf = new Shelf();
        this.shelf = read();
        this.readNanos = repository.clock().monotonicNanos();
    }

    /** The arrangement of now, or of a few seconds ago. */
    Shelf shelf() {
        if (repository.clock().monotonicNanos() - readNanos >= options.refresh().toNanos()) {
            refresh();
        }
        return shelf;
    }

    private synchronized void refresh() {
        if (repository.clock().monotonicNanos() - readNanos < options.refresh().toNanos()) {
            return;
        }
        try {
            shelf = read();
        } catch (HoldfastException e) {
            // What was known stays in view; the next look tries again.
            failures.accept(e);
        } finally {
            readNanos = repository.clock().monotonicNanos();
        }
    }

    private synchronized Shelf read() {
        List<Snapshot> rows = repository.metadata().snapshots();
        Set<SessionId> present = rows.stream().map(Snapshot::id).collect(Collectors.toSet());
        opened.keySet().retainAll(present);
        names.keySet().retainAll(present);
        SequencedMap<String, SnapshotInfo> named = new LinkedHashMap<>();
        for (Snapshot row : rows) {
            open(row).ifPresent(snapshot -> named.put(name(row.id()), snapshot));
        }
        return new ShelfBuilding(this::number, options.zone(), start).arrange(named);
    }

    private Optional<SnapshotInfo> open(Snapshot row) {
        SnapshotInfo known = opened.get(row.id());
        if (known != null && known.row().version() == row.version()) {
            return Optional.of(known);
        }
        try {
            SnapshotInfo snapshot = repository.open(row);
            opened.put(row.id(), snapshot);
            return Optional.of(snapshot);
        } catch (HoldfastException e) {
            // One manifest that cannot be read must not hide the other snapshots.
            failures.accept(e);
            return Optional.empty();
        }
    }

    /** The first digits of the id, as many as tell it from those that have a name already. */
    private String name(SessionId id) {
        return names.computeIfAbsent(id, key -> {
            String digits = id.toString();
            int length = SHORT_DIGITS;
            while (names.containsValue(digits.substring(0, length))) {
                length++;
            }
            return digits.substring(0, length);
        });
    }

    private synchronized long number(String path) {
        return numbers.computeIfAbsent(path, key -> FileSystem.ROOT + 1 + numbers.size());
    }

    /**
     * A link for what is not listed among the snapshots but understood: {@code latest}, and any number of digits of an id that mean one
     * snapshot.
     */
    synchronized Optional<Shelf.Link> alias(byte[] name) {
        String text = new String(name, StandardCharsets.ISO_8859_1);
        List<SessionId> meant = names.keySet().stream()
                .filter(id -> text.length() >= MIN_DIGITS && id.toString().startsWith(text))
                .toList();
        Optional<String> target = text.equals(LATEST) ? latest() : Optional.empty();
        if (meant.size() == 1) {
            target = Optional.of(name(meant.getFirst()));
        }
        return target.map(to -> new Shelf.Link(
                number("snapshots/" + text + " -> " + to), start, to.getBytes(StandardCharsets.US_ASCII)));
    }

    private Optional<String> latest() {
        return opened.values().stream()
                .max((one, other) -> Long.compare(one.row().sequence(), other.row().sequence()))
                .map(snapshot -> name(snapshot.id()));
    }

    /** The number of the folder whose entries are the snapshots. */
    long snapshotsFolder() {
        return number("snapshots");
    }
}
