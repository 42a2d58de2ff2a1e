package dev.holdfast.server.browse;

import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import dev.holdfast.engine.repository.SnapshotPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of a directory in the order of their names' bytes.
 *
 * @param path the directory, for people
 * @param entries those that were asked for; may be fewer than fit, or none, though there are more
 * @param next where the next page begins, or null if this is the last
 */
public record EntryPage(String path, List<EntryView> entries, @Nullable String next) {
    public EntryPage {
        entries = List.copyOf(entries);
    }

    /**
     * Which entries are wanted.
     *
     * @param after the cursor of the page before
     * @param filter text that a name must contain, without regard to case
     */
    record Question(RawPath path, Optional<String> after, Optional<String> filter, int limit) {}

    /** Reads one page. Costs the leaves it touches, whatever lies before them. */
    static EntryPage read(StructureSource structures, Manifest manifest, Question question, Budget budget) {
        DirectoryCursor nodes = cursor(structures, directory(structures, manifest, question.path()), question.after());
        Optional<String> wanted = question.filter().map(text -> text.toLowerCase(Locale.ROOT));
        List<EntryView> entries = new ArrayList<>();
        Node last = null;
        boolean goesOn = true;
        while (goesOn && nodes.hasNext()) {
            Node node = nodes.next();
            last = node;
            if (wanted.isEmpty() || node.name().toString().toLowerCase(Locale.ROOT).contains(wanted.get())) {
                entries.add(EntryView.of(question.path().child(node.name()), node));
            }
            goesOn = budget.spend() && entries.size() < question.limit();
        }
        String next = last != null && nodes.hasNext() ? Base64Text.of(last.name().bytes()) : null;
        return new EntryPage(question.path().toString(), entries, next);
    }

    private static DirectoryCursor cursor(StructureSource structures, Fingerprint directory, Optional<String> after) {
        if (after.isEmpty()) {
            return new DirectoryCursor(structures, directory);
        }
        try {
            FileName name = FileName.of(Base64Text.read(after.get()).orElseThrow(BrowseFailures::cursor));
            return DirectoryCursor.after(structures, directory, name);
        } catch (MalformedException e) {
            throw BrowseFailures.cursor();
        }
    }

    /** The TREE chunk of the directory at a path. */
    static Fingerprint directory(StructureSource structures, Manifest manifest, RawPath path) {
        Optional<Node> node = new SnapshotPaths(structures).find(manifest, path);
        return switch (node.orElse(null)) {
            case null -> manifest.tree();
            case Node.Directory directory -> directory.tree();
            case Node other -> throw BrowseFailures.notDirectory(path);
        };
    }
}
