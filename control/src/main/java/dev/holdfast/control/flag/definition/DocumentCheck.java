package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.control.flag.json.Pointer;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks a whole document. Used once. */
final class DocumentCheck {
    private static final Set<String> KEYS = Set.of("flags", "$evaluators", Schemas.KEY, "metadata", "$schema");
    private static final Set<String> SHARED = Set.of("$evaluators", Schemas.KEY, "metadata");
    private static final int MOST_FLAGS = 20_000;
    private static final Pointer FLAGS = Pointer.ROOT.to("flags");

    private final Parsed.Document document;
    private final @Nullable FlagDocument before;
    private final Problems problems;

    /**
     * For one document.
     *
     * @param before what it was made of, if anything is known about that; what is the same there was checked then
     */
    DocumentCheck(Parsed.Document document, @Nullable FlagDocument before) {
        this.document = document;
        this.before = before;
        this.problems = new Problems(document);
    }

    FlagDocument.Outcome run() {
        if (!(document.value() instanceof Map<?, ?> root)) {
            problems.add(Pointer.ROOT, "a document of flags is a JSON object", "write {\"flags\": {…}}");
            return refused();
        }
        Members members = new Members(root, Pointer.ROOT, problems);
        members.onlyKnown("this key is not known in a document of flags", KEYS);
        Map<String, Object> metadata = members.metadata();
        Evaluators evaluators = new Evaluators(members.object("$evaluators"));
        checkEvaluators(evaluators);
        Schemas schemas = new Schemas(members.object(Schemas.KEY));
        schemas.check(problems);
        SortedMap<String, FlagDefinition> flags = flags(members, Shared.of(evaluators, schemas), metadata);
        SortedMap<String, Prerequisites> needs = new PrerequisiteCheck(members.object("flags"), FLAGS, problems).read();
        return problems.isEmpty() ? expanded(root, flags, needs, metadata) : refused();
    }

    private FlagDocument.Outcome expanded(
            Map<?, ?> root, SortedMap<String, FlagDefinition> flags, SortedMap<String, Prerequisites> needs, Map<String, Object> metadata) {
        SortedMap<String, FlagDefinition> full = needs.isEmpty() ? flags : new Expansion(flags, needs, problems).flags();
        Map<?, ?> served = Expansion.served(root, full);
        if (!needs.isEmpty() && problems.isEmpty() && Expansion.isTooLong(served)) {
            problems.add(FLAGS, "the document is too long once what flags need is written into their rules", "have fewer flags need others");
        }
        return problems.isEmpty() ? new FlagDocument.Outcome.Accepted(new FlagDocument(root, served, full, metadata)) : refused();
    }

    private FlagDocument.Outcome refused() {
        return new FlagDocument.Outcome.Refused(problems.inOrder());
    }

    private void checkEvaluators(Evaluators evaluators) {
        RuleCheck rules = new RuleCheck(evaluators, problems);
        for (String name : evaluators.names()) {
            Pointer pointer = Evaluators.POINTER.to(name);
            if (name.isEmpty()) {
                problems.add(pointer, "an evaluator has an empty name", "give it one");
            }
            rules.whole(evaluators.rule(name), pointer);
        }
        evaluators.check(problems);
    }

    private SortedMap<String, FlagDefinition> flags(Members members, Shared shared, Map<String, Object> metadata) {
        if (!members.has("flags")) {
            problems.add(Pointer.ROOT, "the document has no flags", "add \"flags\": {…}");
            return new TreeMap<>();
        }
        Map<String, Object> written = members.object("flags");
        if (written.size() > MOST_FLAGS) {
            problems.add(FLAGS, "there are more than " + MOST_FLAGS + " flags", "archive those that are no longer asked for");
            return new TreeMap<>();
        }
        // What flags refer to has to be sound before they can be judged.
        FlagCheck.References references = problems.isEmpty() ? FlagCheck.References.SOUND : FlagCheck.References.BROKEN;
        SortedMap<String, FlagDefinition> flags = isOnlyFlags(members) && before != null ? unchanged(before, written) : new TreeMap<>();
        written.forEach((key, flag) -> {
            if (!flags.containsKey(key)) {
                new FlagCheck(key, FLAGS.to(key), shared, problems).run(flag, metadata, references).ifPresent(definition -> flags.put(key, definition));
            }
        });
        return flags;
    }

    /** The flags that are as they were, without those that need others: what they come to may be something else. */
    private static SortedMap<String, FlagDefinition> unchanged(FlagDocument before, Map<String, Object> written) {
        Map<?, ?> old = flagsOf(before);
        SortedMap<String, FlagDefinition> unchanged = new TreeMap<>(before.flags());
        unchanged.keySet().removeIf(key -> !(written.get(key) instanceof Map<?, ?> flag) || flag.containsKey(PrerequisiteCheck.KEY) || !flag.equals(old.get(key)));
        return unchanged;
    }

    private static Map<?, ?> flagsOf(FlagDocument document) {
        return document.json() instanceof Map<?, ?> root && root.get("flags") instanceof Map<?, ?> flags ? flags : Map.of();
    }

    /** Whether all that flags share is as it was. */
    private boolean isOnlyFlags(Members members) {
        return before != null
                && before.json() instanceof Map<?, ?> old
                && SHARED.stream().allMatch(key -> Objects.equals(members.value(key), old.get(key)));
    }
}
