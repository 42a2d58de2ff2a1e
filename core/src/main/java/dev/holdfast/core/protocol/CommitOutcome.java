package dev.holdfast.core.protocol;

import dev.holdfast.core.id.Fingerprint;
import java.util.List;

/** How a commit ended. */
public sealed interface CommitOutcome {
    /** The session is a snapshot now. */
    record Committed(Snapshot snapshot) implements CommitOutcome {}

    /** Nothing was committed; these chunks (the first of them, if there are many) have to be sent again. */
    record Incomplete(List<Fingerprint> missing) implements CommitOutcome {
        public Incomplete {
            missing = List.copyOf(missing);
        }
    }

    /** Nothing was committed and nothing will be: the session was closed by somebody else. */
    record Expired() implements CommitOutcome {}
}
