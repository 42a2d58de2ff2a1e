package dev.holdfast.control.flag.guard;

import dev.holdfast.control.flag.FlagsVersion;
import java.util.List;

/** Whether an operation may happen, as far as flags are concerned. */
public sealed interface Verdict {
    /** The flags that guard it are what they were when it was decided on. */
    record Admitted() implements Verdict {}

    /**
     * At least one of them has changed since, so that it has to be decided again.
     *
     * @param present the version by which to decide
     * @param flags those that guard the operation, sorted
     */
    record Outdated(FlagsVersion present, List<String> flags) implements Verdict {
        public Outdated {
            flags = List.copyOf(flags);
        }
    }

    /**
     * It was decided by a version that is newer than the one known here. Look for that and judge again; if it cannot be found the operation
     * may happen, because it is not the caller who is behind.
     */
    record Ahead(FlagsVersion theirs) implements Verdict {}

    /** It is not said by which version it was decided: by the defaults of a page that never had an answer, or by a program without flags. */
    record Unversioned() implements Verdict {}
}
