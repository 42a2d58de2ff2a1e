package dev.holdfast.control.flag.logic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates several nodes. */
final class Values {
    private Values() {}

    static List<@Nullable Object> of(List<Node> nodes, Scope scope) {
        List<@Nullable Object> values = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            values.add(node.value(scope));
        }
        return values;
    }
}
