package dev.holdfast.control.flag.logic;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** {@code sem_ver}: whether one version stands in a relation to another; nothing if one of them is none. */
record VersionMatch(Node version, Node relation, Node other) implements Node {
    private static final Map<String, BiPredicate<SemanticVersion, SemanticVersion>> RELATIONS = Map.of(
            "=", (one, two) -> one.compareTo(two) == 0,
            "!=", (one, two) -> one.compareTo(two) != 0,
            "<", (one, two) -> one.compareTo(two) < 0,
            "<=", (one, two) -> one.compareTo(two) <= 0,
            ">", (one, two) -> one.compareTo(two) > 0,
            ">=", (one, two) -> one.compareTo(two) >= 0,
            "^", (one, two) -> one.major() == two.major(),
            "~", (one, two) -> one.major() == two.major() && one.minor() == two.minor());

    /** The relations there are. */
    static Set<String> relations() {
        return RELATIONS.keySet();
    }

    @Override
    public @Nullable Object value(Scope scope) {
        Optional<SemanticVersion> one = SemanticVersion.read(Coercion.text(version.value(scope)));
        Optional<SemanticVersion> two = SemanticVersion.read(Coercion.text(other.value(scope)));
        BiPredicate<SemanticVersion, SemanticVersion> holds = RELATIONS.get(Coercion.text(relation.value(scope)));
        return one.isPresent() && two.isPresent() && holds != null ? holds.test(one.get(), two.get()) : null;
    }

    /** The same with a relation and a version that stand in the rule and were read once. */
    record WithConstant(Node version, BiPredicate<SemanticVersion, SemanticVersion> holds, SemanticVersion other) implements Node {
        @Override
        public @Nullable Object value(Scope scope) {
            SemanticVersion one = SemanticVersion.read(Coercion.text(version.value(scope))).orElse(null);
            return one == null ? null : holds.test(one, other);
        }
    }

    /** Itself, or the faster form if it can be had. */
    Node simplified() {
        if (relation instanceof Constant constant && other instanceof Constant second && constant.constant() instanceof String name) {
            Optional<SemanticVersion> fixed = SemanticVersion.read(Coercion.text(second.constant()));
            BiPredicate<SemanticVersion, SemanticVersion> holds = RELATIONS.get(name);
            if (fixed.isPresent() && holds != null) {
                return new WithConstant(version, holds, fixed.get());
            }
        }
        return this;
    }
}
