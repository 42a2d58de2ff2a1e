package dev.holdfast.flags.openfeature;

import dev.holdfast.control.flag.EvaluationContext;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OpenFeature's context as rules see it: an attribute is turned when a rule reads it, so that the others cost nothing. As immutable as the context. */
final class ContextView extends AbstractMap<String, Object> {
    private final Structure context;

    private ContextView(Structure context) {
        this.context = context;
    }

    static EvaluationContext of(dev.openfeature.sdk.@Nullable EvaluationContext context) {
        return context == null ? EvaluationContext.EMPTY : new EvaluationContext(new ContextView(context));
    }

    @Override
    public @Nullable Object get(Object key) {
        if (!(key instanceof String name)) {
            return null;
        }
        Value value = context.getValue(name);
        if (value == null && name.equals(EvaluationContext.TARGETING_KEY) && context instanceof dev.openfeature.sdk.EvaluationContext whole) {
            return whole.getTargetingKey();
        }
        return value == null ? null : Values.json(value);
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null || (key instanceof String name && context.keySet().contains(name));
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        Set<String> names = context.keySet();
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return names.stream().map(ContextView.this::entry).iterator();
            }

            @Override
            public int size() {
                return names.size();
            }
        };
    }

    // JSON has null, and the interface of maps has no word for that.
    @SuppressWarnings("NullAway")
    private Map.Entry<String, Object> entry(String name) {
        return new SimpleImmutableEntry<>(name, get(name));
    }
}
