package dev.holdfast.server.flag.publish.change;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.server.flag.publish.Publication;
import dev.holdfast.server.flag.publish.rollout.RolloutPlan;
import java.util.List;
import java.util.Optional;

/** What a change does. */
public sealed interface Work {
    /** As which kind of version it is written down. */
    Publication.Origin origin();

    /** Changes single flags. */
    record Edits(List<FlagEdit> edits) implements Work {
        public Edits {
            edits = List.copyOf(edits);
        }

        @Override
        public Publication.Origin origin() {
            return Publication.Origin.EDIT;
        }
    }

    /** Replaces the whole document by this text. */
    record Document(String json) implements Work {
        @Override
        public Publication.Origin origin() {
            return Publication.Origin.DOCUMENT;
        }
    }

    /** Publishes the content of an earlier version anew. */
    record Rollback(FlagsVersion to) implements Work {
        @Override
        public Publication.Origin origin() {
            return Publication.Origin.ROLLBACK;
        }
    }

    /** Takes a flag to its first step, after which the server goes on by itself. */
    record Begin(RolloutPlan plan) implements Work {
        @Override
        public Publication.Origin origin() {
            return Publication.Origin.ROLLOUT;
        }
    }

    /** Whether it does nothing but switch flags off, which has to be quick and never waits for a second person. */
    default boolean isSwitchingOff() {
        return this instanceof Edits some && some.edits().stream().allMatch(edit -> switch (edit) {
            case FlagEdit.Switch change -> change.state() == FlagDefinition.State.DISABLED;
            case FlagEdit.Serve serve -> serve.choice().equals("off");
            case FlagEdit.Put put -> false;
            case FlagEdit.Remove remove -> false;
            case FlagEdit.Move move -> false;
        });
    }

    /** Why it does not fit any more since it was wanted on top of version {@code base}; empty if it still does. */
    default Optional<String> overtaken(long base, RuleSet current) {
        long now = current.version().sequence();
        return switch (this) {
            case Edits some -> some.edits().stream().flatMap(edit -> overtaken(edit.flag(), base, current).stream()).findFirst();
            case Begin begin -> overtaken(begin.plan().flag(), base, current);
            case Document document -> now == base ? Optional.empty() : Optional.of("version " + now + " was published meanwhile");
            case Rollback rollback -> now == base ? Optional.empty() : Optional.of("version " + now + " was published meanwhile");
        };
    }

    private static Optional<String> overtaken(String flag, long base, RuleSet current) {
        long changed = current.changes().since().getOrDefault(flag, 0L);
        return changed > base ? Optional.of("flag '" + flag + "' was changed by version " + changed + " meanwhile") : Optional.empty();
    }
}
