package dev.holdfast.control.flag.definition;

import dev.holdfast.control.flag.json.Pointer;
import java.util.Map;

/** Checks the values of a flag by the JSON schema that it names. */
final class ValueCheck {
    static final String KEY = "schema";

    private final Shared shared;
    private final Problems problems;

    ValueCheck(Shared shared, Problems problems) {
        this.shared = shared;
        this.problems = problems;
    }

    /** Checks the schema itself, and the values too if it makes sense and nothing is wrong with what it refers to. */
    void check(Members flag, Map<String, Object> variants, FlagCheck.References references) {
        if (!flag.has(KEY)) {
            return;
        }
        Problems own = problems.aside();
        new SchemaCheck(shared.schemas(), own).schema(flag.value(KEY), flag.to(KEY));
        own.inOrder().forEach(problem -> problems.add(problem.pointer(), problem.message(), problem.next()));
        if (own.isEmpty() && references == FlagCheck.References.SOUND) {
            variants.forEach((name, value) -> compare(flag, value, flag.to("variants").to(name)));
        }
    }

    private void compare(Members flag, Object value, Pointer place) {
        for (SchemaMatch.Finding finding : shared.match().findings(flag.value(KEY), value, place)) {
            problems.add(finding.pointer(), finding.message(), "change the value, or the schema of the flag");
        }
        if (shared.match().isExhausted()) {
            problems.add(flag.to(KEY), "comparing all values with their schemas takes too long", "write simpler schemas");
        }
    }
}
