package dev.holdfast.engine.retention;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.engine.text.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to keep, grown rule by rule from {@link #none()}.
 *
 * @param counts how many of each period, all positive; a period without a rule is absent
 * @param spans how far back each period is kept
 * @param tagSets a snapshot with all tags of any of these is kept
 * @param idPrefixes a snapshot whose id begins with any of these is kept
 */
public record RetentionRules(
        Map<Period, Integer> counts, Map<Period, Span> spans, List<Set<String>> tagSets, List<String> idPrefixes) {
    /** As a count: without limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public RetentionRules {
        counts = Map.copyOf(counts);
        spans = Map.copyOf(spans);
        tagSets = tagSets.stream().map(Set::copyOf).toList();
        idPrefixes = List.copyOf(idPrefixes);
        require(counts.values().stream().allMatch(count -> count > 0), "a number of snapshots to keep is not positive");
        require(spans.values().stream().noneMatch(Span::isZero), "a span of time to keep is empty");
        require(
                tagSets.stream().noneMatch(set -> set.isEmpty() || set.stream().anyMatch(String::isBlank)),
                "a tag to keep is empty");
        require(idPrefixes.stream().noneMatch(String::isBlank), "an id to keep is empty");
    }

    public static RetentionRules none() {
        return new RetentionRules(Map.of(), Map.of(), List.of(), List.of());
    }

    /** These rules, with {@code count} of {@code period} kept; any earlier number for it is replaced. */
    public RetentionRules keep(Period period, int count) {
        Map<Period, Integer> more = new EnumMap<>(Period.class);
        more.putAll(counts);
        more.put(period, count);
        return new RetentionRules(more, spans, tagSets, idPrefixes);
    }

    /** These rules, with everything younger than {@code span} kept. */
    public RetentionRules within(Span span) {
        return within(Period.LAST, span);
    }

    /** These rules, with one snapshot kept for each {@code period} younger than {@code span}. */
    public RetentionRules within(Period period, Span span) {
        Map<Period, Span> more = new EnumMap<>(Period.class);
        more.putAll(spans);
        more.put(period, span);
        return new RetentionRules(counts, more, tagSets, idPrefixes);
    }

    /** These rules, with snapshots kept that have all of {@code tags}. */
    public RetentionRules keepTagged(Set<String> tags) {
        List<Set<String>> more = new ArrayList<>(tagSets);
        more.add(tags);
        return new RetentionRules(counts, spans, more, idPrefixes);
    }

    /** These rules, with snapshots kept whose id begins with {@code prefix}. */
    public RetentionRules keepIdentified(String prefix) {
        List<String> more = new ArrayList<>(idPrefixes);
        more.add(prefix);
        return new RetentionRules(counts, spans, tagSets, more);
    }

    public boolean isEmpty() {
        return counts.isEmpty() && spans.isEmpty() && tagSets.isEmpty() && idPrefixes.isEmpty();
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, problem, "Leave the option out to have no such rule; see 'holdfast forget --help'.");
        }
    }
}
