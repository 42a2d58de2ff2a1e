package dev.holdfast.server.flag.publish;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.Problem;
import java.util.List;

/** What wanting to publish something led to. In all cases but the first, what was served before still is. */
public sealed interface PublishOutcome {
    /** It is served now, and after every restart. */
    record Published(Publication publication, RuleSet rules) implements PublishOutcome {}

    /** It is what is served already, so there is no new version. */
    record Unchanged(FlagsVersion version) implements PublishOutcome {}

    /** Another version was published since the one it was made for. */
    record Outdated(FlagsVersion current) implements PublishOutcome {}

    /** It cannot be served. */
    record Refused(List<Problem> problems) implements PublishOutcome {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** It does not fit what is served. */
    record Inapplicable(String message, String next) implements PublishOutcome {}
}
