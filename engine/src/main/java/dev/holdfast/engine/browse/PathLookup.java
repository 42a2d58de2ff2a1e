package dev.holdfast.engine.browse;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.tree.DirectoryCursor;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks one path up in many snapshots. Snapshots share most of their directories: what a directory led to is remembered, so that only
 * those are read that changed. Belongs to one thread.
 */
final class PathLookup {
    private static final int REMEMBERED = 4096;

    private final StructureSource structures;
    private final RawPath path;
    private final Map<Step, Optional<Node>> known = new LinkedHashMap<>();

    /** A directory at a depth of the path, where it is asked for the rest of the path. */
    private record Step(Fingerprint directory, int depth) {}

    PathLookup(StructureSource structures, RawPath path) {
        this.structures = structures;
        this.path = path;
    }

    /** What a snapshot has at the path, which is not {@code /}; empty if it has nothing there. */
    Optional<Node> find(Manifest manifest) {
        List<Step> asked = new ArrayList<>();
        Optional<Node> found = Optional.empty();
        Fingerprint directory = manifest.tree();
        for (FileName name : path.names()) {
            Step step = new Step(directory, asked.size());
            if (known.containsKey(step)) {
                found = known.getOrDefault(step, Optional.empty());
                break;
            }
            asked.add(step);
            found = DirectoryCursor.find(structures, directory, name);
            if (asked.size() == path.names().size() || !(found.orElse(null) instanceof Node.Directory inner)) {
                found = found.filter(node -> asked.size() == path.names().size());
                break;
            }
            directory = inner.tree();
        }
        remember(asked, found);
        return found;
    }

    private void remember(List<Step> asked, Optional<Node> found) {
        for (Step step : asked) {
            known.put(step, found);
        }
        var eldest = known.entrySet().iterator();
        while (known.size() > REMEMBERED) {
            eldest.next();
            eldest.remove();
        }
    }
}
