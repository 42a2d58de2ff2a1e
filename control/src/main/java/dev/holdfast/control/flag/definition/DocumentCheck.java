package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Parsed;
import dev.holdfast.control.flag.json.Pointer;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks a whole document. Used once. */
final class DocumentCheck {
    private static final Set<String> KEYS = Set.of("flags", "$evaluators", "metadata", "$schema");
    private static final int MOST_FLAGS = 20_000;

    private final Parsed.Document document;
    private final Problems problems;

    DocumentCheck(Parsed.Document document) {
        this.document = document;
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
        SortedMap<String, FlagDefinition> flags = flags(members, evaluators, metadata);
        return problems.isEmpty() ? new FlagDocument.Outcome.Accepted(new FlagDocument(root, flags, metadata)) : refused();
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

    private SortedMap<String, FlagDefinition> flags(Members members, Evaluators evaluators, Map<String, Object> metadata) {
        SortedMap<String, FlagDefinition> flags = new TreeMap<>();
        if (!members.has("flags")) {
            problems.add(Pointer.ROOT, "the document has no flags", "add \"flags\": {…}");
            return flags;
        }
        Map<String, Object> written = members.object("flags");
        Pointer pointer = Pointer.ROOT.to("flags");
        if (written.size() > MOST_FLAGS) {
            problems.add(pointer, "there are more than " + MOST_FLAGS + " flags", "archive those that are no longer asked for");
            return flags;
        }
        // What flags refer to has to be sound before they can be judged.
        boolean sound = problems.isEmpty();
        written.forEach((key, flag) -> new FlagCheck(key, pointer.to(key), evaluators, problems)
                .run(flag, metadata, sound ? FlagCheck.References.SOUND : FlagCheck.References.BROKEN)
                .ifPresent(definition -> flags.put(key, definition)));
        return flags;
    }
}
