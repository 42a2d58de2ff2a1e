package dev.holdfast.client.backup;

import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.Timestamp;
import java.util.List;
import java.util.Optional;

/**
 * What to back up, and as what.
 *
 * @param sources what is backed up
 * @param identity what the snapshot says of itself
 * @param scan how the sources are walked
 * @param parent which snapshot to compare with
 * @param effect whether anything is written
 */
public record BackupRequest(Sources sources, Identity identity, ScanRules scan, Parent parent, Effect effect) {

    /** Where the content comes from. */
    public sealed interface Sources {
        /** Files and directories by absolute path. */
        record Paths(List<RawPath> paths) implements Sources {
            public Paths {
                paths = List.copyOf(paths);
            }
        }

        /** One file whose content is read from a stream; {@code path} is where it stands in the snapshot. */
        record Stream(RawPath path, ContentStream content) implements Sources {}
    }

    /**
     * What the snapshot says of itself.
     *
     * @param time what {@code --time} said, or when the backup began
     */
    public record Identity(Timestamp time, String host, String user, List<String> tags) {
        public Identity {
            tags = List.copyOf(tags);
        }
    }

    /** Which snapshot is taken as the parent. */
    public sealed interface Parent {
        /** The latest snapshot of the same host and paths, if there is one. */
        record Latest() implements Parent {}

        /** This one. */
        record Chosen(SessionId snapshot) implements Parent {}

        /** None: every file is read. */
        record None() implements Parent {}
    }

    /** Whether a backup writes. */
    public enum Effect {
        /** What is missing is stored, at the risk that another backup stores the same at the same time. */
        STORE,
        /** What is missing is claimed first, and what another backup has claimed is waited for. */
        STORE_CLAIMED,
        DRY_RUN
    }

    /** A stream that can fail at its end, such as the output of a command. */
    public interface ContentStream {
        /** Reads like {@link java.io.InputStream#read(byte[], int, int)}; a failed source throws, and no snapshot is made. */
        int read(byte[] target, int offset, int length);
    }

    /** The identity's snapshot, if the parent is a chosen one. */
    public Optional<SessionId> chosenParent() {
        return parent instanceof Parent.Chosen chosen ? Optional.of(chosen.snapshot()) : Optional.empty();
    }
}
