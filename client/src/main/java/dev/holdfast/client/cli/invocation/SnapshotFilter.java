package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.repository.SnapshotInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Which snapshots are meant; a kind of condition that is not given lets all pass.
 *
 * @param hosts one of these
 * @param tagSets all tags of one of these
 * @param paths all of these
 */
public record SnapshotFilter(List<String> hosts, List<Set<String>> tagSets, List<byte[]> paths) {
    public static final Option HOST = Option.many("--host", "NAME", "only snapshots of this machine");
    public static final Option TAG = Option.many("--tag", "TAG[,TAG…]", "only snapshots with all these tags; given again, or with those");
    public static final Option PATH = Option.many("--path", "PATH", "only snapshots of this directory");

    private static final String LATEST = "latest";

    public static SnapshotFilter of(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        RawPath here = RawPath.of(RawPath.ROOT, RawText.encode(invocation.surroundings().directory().toString()));
        return new SnapshotFilter(
                arguments.texts(HOST),
                TagArguments.sets(arguments.texts(TAG)),
                arguments.texts(PATH).stream().map(text -> RawPath.of(here, RawText.encode(text)).bytes()).toList());
    }

    /** All snapshots that are meant, oldest first. */
    public List<SnapshotInfo> in(Repository repository) {
        return repository.snapshots().stream().filter(this::accepts).toList();
    }

    /** The snapshot with this id, or the latest of those that are meant. */
    public SnapshotInfo resolve(Repository repository, String reference) {
        if (!reference.equals(LATEST) || isEmpty()) {
            return repository.resolve(reference);
        }
        List<SnapshotInfo> meant = in(repository);
        if (meant.isEmpty()) {
            throw new HoldfastException(ErrorCode.SNAPSHOT_NOT_FOUND, "there is no such snapshot: none has this host, these tags and paths");
        }
        return meant.getLast();
    }

    public boolean accepts(SnapshotInfo snapshot) {
        boolean host = hosts.isEmpty() || hosts.contains(snapshot.manifest().host());
        boolean tags = tagSets.isEmpty() || tagSets.stream().anyMatch(set -> snapshot.tags().containsAll(set));
        return host && tags && paths.stream().allMatch(path -> holds(snapshot, path));
    }

    private boolean isEmpty() {
        return hosts.isEmpty() && tagSets.isEmpty() && paths.isEmpty();
    }

    private static boolean holds(SnapshotInfo snapshot, byte[] path) {
        return snapshot.manifest().paths().stream().anyMatch(candidate -> Arrays.equals(candidate, path));
    }
}
