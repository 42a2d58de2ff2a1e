package dev.holdfast.client.restore;

import dev.holdfast.core.tree.Inode;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.repository.ChunkReader;
import dev.holdfast.engine.work.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes of the snapshot are names of one file. The first name that is met restores the content, the others wait for it and are
 * linked. Thread-safe; holds an entry for each file with several names.
 */
final class LinkTable {
    private final Map<Key, State> files = new HashMap<>();

    private record Key(long device, long inode) {}

    private sealed interface State {
        record Underway(List<Task<ChunkReader>> waiting) implements State {}

        record Done(RawPath path) implements State {}
    }

    /** What a name has to do. */
    sealed interface Turn {
        /** Restore the content, then say {@link #done} or {@link #failed}. */
        record First() implements Turn {}

        /** Link to the file below the target. */
        record Link(RawPath existing) implements Turn {}

        /** Nothing now: the given task runs when it is known where the file is. */
        record Wait() implements Turn {}
    }

    static boolean isLinked(Node node) {
        return node.attributes().inode().links() > 1;
    }

    /** Tells a name its turn; {@code again} is kept if it has to wait. */
    synchronized Turn claim(Node node, Task<ChunkReader> again) {
        return switch (files.get(key(node))) {
            case null -> {
                files.put(key(node), new State.Underway(new ArrayList<>()));
                yield new Turn.First();
            }
            case State.Done done -> new Turn.Link(done.path());
            case State.Underway underway -> {
                underway.waiting().add(again);
                yield new Turn.Wait();
            }
        };
    }

    /** Says where the file is now; the tasks that waited for it are the result. */
    synchronized List<Task<ChunkReader>> done(Node node, RawPath path) {
        return waiting(files.put(key(node), new State.Done(path)));
    }

    /** Says that the content could not be restored under this name; the next name tries. */
    synchronized List<Task<ChunkReader>> failed(Node node) {
        return waiting(files.remove(key(node)));
    }

    private static List<Task<ChunkReader>> waiting(@Nullable State before) {
        return before instanceof State.Underway underway ? underway.waiting() : List.of();
    }

    private static Key key(Node node) {
        Inode inode = node.attributes().inode();
        return new Key(inode.device(), inode.number());
    }
}
