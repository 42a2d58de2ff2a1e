package dev.holdfast.server.browse;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.tree.RawPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wish that an agent restores something on its machine.
 *
 * @param agent id of the agent
 * @param snapshot id of the snapshot
 * @param paths what to restore, as UTF-8
 * @param pathsBase64 the same as base64 of the exact bytes; one of both is given
 * @param target the directory on the machine below which it goes, absolute
 * @param existing {@code keep} or {@code replace}: what happens to files that are there already; they are kept if it is left out
 */
public record RestoreOrder(
        String agent,
        String snapshot,
        @Nullable List<String> paths,
        @Nullable List<String> pathsBase64,
        String target,
        @Nullable String existing) {
    private static final int MOST_PATHS = 1_000;
    private static final int LONGEST_TARGET = 4_096;

    /** The same, checked, in the form in which jobs carry it to the agent. */
    Map<String, Object> parameters() {
        return Map.of(
                "snapshot",
                id().toString(),
                "paths_base64",
                chosen().stream().map(path -> Base64Text.of(path.bytes())).toList(),
                "target",
                checkedTarget(),
                "existing",
                checkedExisting());
    }

    SessionId id() {
        return Arguments.snapshot(snapshot);
    }

    private List<RawPath> chosen() {
        if ((paths == null) == (pathsBase64 == null)) {
            throw BrowseFailures.invalid("it must be said once what to restore", "give paths or paths_base64");
        }
        List<RawPath> chosen = new ArrayList<>();
        if (paths != null) {
            paths.forEach(path -> chosen.add(absolute(path.getBytes(StandardCharsets.UTF_8))));
        }
        if (pathsBase64 != null) {
            pathsBase64.forEach(path -> chosen.add(absolute(Base64Text.read(path).orElse(new byte[0]))));
        }
        if (chosen.isEmpty() || chosen.size() > MOST_PATHS) {
            throw BrowseFailures.invalid(
                    chosen.size() + " paths to restore", "name 1 to " + MOST_PATHS + " paths, or the directory that they lie in");
        }
        return chosen;
    }

    private static RawPath absolute(byte[] path) {
        if (path.length == 0 || path[0] != '/') {
            throw BrowseFailures.invalid("a path to restore is not absolute", "take paths from a list of entries");
        }
        return Arguments.parse(path);
    }

    /** The agent decides by its own configuration whether it restores there; this only refuses what no agent would take. */
    private String checkedTarget() {
        boolean isPath = target.startsWith("/") && target.length() <= LONGEST_TARGET && target.indexOf('\0') < 0;
        if (!isPath || List.of(target.split("/")).contains("..")) {
            throw BrowseFailures.invalid("the target is not an absolute path", "name a directory of the machine, beginning with /");
        }
        return target;
    }

    private String checkedExisting() {
        String chosen = Optional.ofNullable(existing).orElse("keep");
        if (!chosen.equals("keep") && !chosen.equals("replace")) {
            throw BrowseFailures.invalid("files that exist can be kept or replaced only", "say keep or replace");
        }
        return chosen;
    }
}
