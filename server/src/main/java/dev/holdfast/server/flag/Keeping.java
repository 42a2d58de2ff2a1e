package dev.holdfast.server.flag;

import dev.holdfast.control.flag.EvaluationContext;
import java.util.Optional;
import java.util.Set;

/** What those whom a call is about keep of what flags gave them before, whatever the rules give now. Belongs to one call. */
public interface Keeping {
    /** Nobody keeps anything. */
    Keeping NONE = new Keeping() {
        @Override
        public Set<String> flags() {
            return Set.of();
        }

        @Override
        public Optional<String> variant(String flag, EvaluationContext context, String assigned) {
            return Optional.empty();
        }
    };

    /** The flags of which something is kept; nearly always none. */
    Set<String> flags();

    /**
     * The variant that whoever this is keeps; empty if none. May write down that they have this one, and wait for that.
     *
     * @param assigned what the rule gives them now
     */
    Optional<String> variant(String flag, EvaluationContext context, String assigned);

    /** Whether answers depend on the rules and the context alone. */
    default boolean isNone() {
        return flags().isEmpty();
    }
}
