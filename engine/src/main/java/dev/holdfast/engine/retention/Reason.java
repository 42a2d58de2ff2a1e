package dev.holdfast.engine.retention;

import dev.holdfast.engine.text.Span;
import java.util.Set;
import java.util.TreeSet;

/** Why a snapshot is kept. */
public sealed interface Reason {
    /** The reason in a few words, for a table. */
    String text();

    /**
     * It is the newest of its period.
     *
     * @param ordinal how many periods with a snapshot there are from the newest to this one, itself included
     */
    record Counted(Period period, int ordinal) implements Reason {
        @Override
        public String text() {
            return period.word() + " " + ordinal;
        }
    }

    /** It is the oldest, and there are fewer periods with a snapshot than should be kept. */
    record Oldest(Period period) implements Reason {
        @Override
        public String text() {
            return "oldest for " + period.word();
        }
    }

    /** It is young enough, and for any period but {@link Period#LAST} the newest of its period or the oldest of the group. */
    record Within(Period period, Span span) implements Reason {
        @Override
        public String text() {
            return (period == Period.LAST ? "within " : period.word() + " within ") + span;
        }
    }

    /** It has all these tags. */
    record Tagged(Set<String> tags) implements Reason {
        public Tagged {
            tags = Set.copyOf(tags);
        }

        @Override
        public String text() {
            return (tags.size() == 1 ? "tag " : "tags ") + String.join(",", new TreeSet<>(tags));
        }
    }

    /** Its id begins so. */
    record Identified(String prefix) implements Reason {
        @Override
        public String text() {
            return "id " + prefix;
        }
    }

    /** It is protected. */
    record Guarded() implements Reason {
        @Override
        public String text() {
            return "protected";
        }
    }

    /** It is dated after now, so that no rule can judge it. */
    record FromTheFuture() implements Reason {
        @Override
        public String text() {
            return "dated in the future";
        }
    }
}
