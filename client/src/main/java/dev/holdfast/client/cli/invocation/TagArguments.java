package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.syntax.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tags as they are given: several times, and several at once with commas between them. */
public final class TagArguments {
    private static final int MAX_LENGTH = 1024;

    private TagArguments() {}

    /** All tags of all values, each once, in their order. */
    public static List<String> of(List<String> values) {
        Set<String> tags = new LinkedHashSet<>();
        for (String value : values) {
            for (String tag : value.split(",", -1)) {
                if (tag.isBlank() || tag.length() > MAX_LENGTH || tag.chars().anyMatch(Character::isISOControl)) {
                    throw Usage.errorWithNext("'" + value + "' is not a list of tags", "give tags such as --tag nightly or --tag web,prod");
                }
                tags.add(tag.strip());
            }
        }
        return new ArrayList<>(tags);
    }

    /** One set for each value: a snapshot is wanted that has all tags of any set. */
    public static List<Set<String>> sets(List<String> values) {
        return values.stream().<Set<String>>map(value -> new LinkedHashSet<>(of(Arrays.asList(value)))).toList();
    }
}
