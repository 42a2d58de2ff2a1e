package dev.holdfast.server.flag.publish;

import dev.holdfast.control.flag.FlagsVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version that was published. It never changes.
 *
 * @param note who published it and why
 * @param time by the server's clock
 * @param changed the flags that give something else than in the version before; sorted
 */
public record Publication(FlagsVersion version, Note note, Instant time, List<String> changed) {
    /** How a version came about. */
    public enum Origin {
        /** A whole document. */
        DOCUMENT,
        /** Changes of single flags. */
        EDIT,
        /** The content of an earlier version. */
        ROLLBACK,
        /** A step of a roll-out, taken by the server. */
        ROLLOUT
    }

    /**
     * Who wanted it and why.
     *
     * @param approver who took the second step, if one was needed
     */
    public record Note(Author author, Reason reason, Origin origin, Optional<Author> approver) {
        public static Note of(Author author, Reason reason, Origin origin) {
            return new Note(author, reason, origin, Optional.empty());
        }

        public Note approvedBy(Author by) {
            return new Note(author, reason, origin, Optional.of(by));
        }
    }

    public Publication {
        changed = List.copyOf(changed);
    }
}
