package dev.holdfast.control.flag.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of bad definition is refused, with the place and what to do. */
final class BadDefinitionsTest {
    /**
     * A document with one problem.
     *
     * @param json the document
     * @param pointer where the problem is
     * @param message part of what is said about it
     */
    record Bad(String json, String pointer, String message) {}

    private static Bad document(String json, String pointer, String message) {
        return new Bad(json, pointer, message);
    }

    /** A flag {@code f} with these members. */
    private static Bad flag(String members, String pointer, String message) {
        return new Bad("{\"flags\": {\"f\": {" + members + "}}}", "/flags/f" + pointer, message);
    }

    /** A sound flag with this rule. */
    private static Bad rule(String rule, String pointer, String message) {
        return flag(
                "\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"off\", \"targeting\": " + rule,
                "/targeting" + pointer,
                message);
    }

    /** A rule whose condition is this. */
    private static Bad condition(String condition, String pointer, String message) {
        return rule("{\"if\": [" + condition + ", \"on\"]}", "/if/0" + pointer, message);
    }

    static Stream<Bad> documents() {
        return Stream.of(
                document("", "", "there is no JSON"),
                document("{\"flags\": {}", "/flags", "this is not JSON"),
                document("{\"flags\": {}, \"flags\": {}}", "/flags", "twice"),
                document("[]", "", "a JSON object"),
                document("{}", "", "no flags"),
                document("{\"flags\": []}", "/flags", "'flags' is a JSON object"),
                document("{\"flag\": {}, \"flags\": {}}", "/flag", "did you mean 'flags'?"),
                document("{\"flags\": {\"\": {\"state\": \"ENABLED\", \"variants\": {\"a\": 1}}}}", "/flags/", "an empty name"),
                document("{\"flags\": {\"f\": 5}}", "/flags/f", "a flag is a JSON object"),
                document("{\"flags\": {}, \"metadata\": 1}", "/metadata", "'metadata' is a JSON object"),
                document("{\"flags\": {}, \"metadata\": {\"a\": {}}}", "/metadata/a", "a text, a number, true or false"),
                document("{\"flags\": {}, \"$evaluators\": []}", "/$evaluators", "a JSON object"),
                document("{\"flags\": {}, \"$evaluators\": {\"\": {}}}", "/$evaluators/", "an empty name"),
                document("{\"flags\": {}, \"$evaluators\": {\"e\": 1}}", "/$evaluators/e", "one operator"),
                document("{\"flags\": {}, \"$evaluators\": {\"e\": {\"nope\": 1}}}", "/$evaluators/e/nope", "no operator"),
                document("{\"flags\": {}, \"$evaluators\": {\"a\": {\"!\": {\"$ref\": \"a\"}}}}", "/$evaluators/a", "refers to itself"));
    }

    static Stream<Bad> flags() {
        return Stream.of(
                flag("\"variants\": {\"a\": 1}", "", "no state"),
                flag("\"state\": \"enabled\", \"variants\": {\"a\": 1}", "/state", "did you mean 'ENABLED'?"),
                flag("\"state\": true, \"variants\": {\"a\": 1}", "/state", "ENABLED or DISABLED"),
                flag("\"state\": \"ENABLED\"", "", "no variants"),
                flag("\"state\": \"ENABLED\", \"variants\": {}", "/variants", "at least one variant"),
                flag("\"state\": \"ENABLED\", \"variants\": []", "/variants", "'variants' is a JSON object"),
                flag("\"state\": \"ENABLED\", \"variants\": {\"\": 1}", "/variants/", "an empty name"),
                flag("\"state\": \"ENABLED\", \"variants\": {\"a\": null}", "/variants/a", "the value of a variant"),
                flag("\"state\": \"ENABLED\", \"variants\": {\"a\": []}", "/variants/a", "put a list into an object"),
                flag("\"state\": \"ENABLED\", \"variants\": {\"a\": 1, \"b\": \"1\"}", "/variants/b", "of type string"),
                flag("\"state\": \"ENABLED\", \"variants\": {\"a\": 9007199254740993}", "/variants/a", "too large"),
                flag("\"state\": \"ENABLED\", \"variants\": {\"on\": 1}, \"defaultVariant\": \"no\"", "/defaultVariant", "no variant 'no'; there is 'on'"),
                flag("\"state\": \"ENABLED\", \"variants\": {\"on\": 1}, \"defaultVariant\": true", "/defaultVariant", "the name of a variant"),
                flag("\"state\": \"ENABLED\", \"variants\": {\"on\": 1}, \"defaultVarient\": \"on\"", "/defaultVarient", "did you mean 'defaultVariant'?"),
                flag("\"state\": \"ENABLED\", \"variants\": {\"on\": 1}, \"metadata\": {\"a\": []}", "/metadata/a", "a text, a number"),
                flag("\"state\": \"ENABLED\", \"variants\": {\"on\": 1}, \"targeting\": \"on\"", "/targeting", "one operator"),
                flag("\"state\": \"ENABLED\", \"variants\": {\"on\": 1}, \"targeting\": null", "/targeting", "one operator"));
    }

    static Stream<Bad> forms() {
        return Stream.of(
                rule("{\"iff\": []}", "/iff", "did you mean 'if'?"),
                rule("{\"?:\": [true, \"on\", \"off\"]}", "/?:", "use 'if'"),
                rule("{\"if\": [true], \"or\": [true]}", "", "one operator, and this has 2"),
                rule("{\"if\": true}", "/if", "takes its arguments as a list"),
                rule("{\"if\": []}", "/if", "takes 1 or more arguments, and here is 0"),
                rule("{\"$ref\": \"gone\"}", "/$ref", "no evaluator 'gone'"),
                rule("{\"$ref\": 1}", "/$ref", "the name of an evaluator"),
                condition("{\"=\": [{\"var\": \"a\"}, 1]}", "/=", "did you mean '=='?"),
                condition("{\"==\": [{\"var\": \"a\"}]}", "/==", "takes 2 arguments, and here is 1"),
                condition("{\"==\": [{}, 1]}", "/==/0", "an empty object is no rule"),
                condition("{\"<\": [1, 2, 3, 4]}", "/<", "takes 2 to 3 arguments"),
                condition("{\"!\": [1, 2]}", "/!", "takes 1 argument"),
                condition("{\"in\": [{\"var\": \"a\"}, [{\"nope\": 1}]]}", "/in/1/0/nope", "no operator"),
                condition("{\"var\": \"$flagd.flagkey\"}", "/var", "did you mean '$flagd.flagKey'?"),
                condition("{\"var\": 5}", "/var", "names an attribute"),
                condition("{\"var\": [\"a\", {\"var\": \"b\"}]}", "/var/1", "a plain value"),
                condition("{\"var\": [1, 2]}", "/var/0", "names an attribute"),
                condition("{\"missing\": [1]}", "/missing/0", "names an attribute"),
                condition("{\"missing_some\": [\"1\", [\"a\"]]}", "/missing_some/0", "how many"),
                condition("{\"missing_some\": [1, \"a\"]}", "/missing_some/1", "a list of names"),
                condition("{\"missing_some\": [1, [2]]}", "/missing_some/1/0", "names an attribute"),
                condition("{\"starts_with\": [{\"var\": \"a\"}, 5]}", "/starts_with/1", "compares texts"),
                condition("{\"ends_with\": [{\"var\": \"a\"}]}", "/ends_with", "takes 2 arguments"),
                condition("{\"sem_ver\": [{\"var\": \"v\"}, \"==\", \"1.0.0\"]}", "/sem_ver/1", "did you mean '='?"),
                condition("{\"sem_ver\": [{\"var\": \"v\"}, \">=\", \"1.x\"]}", "/sem_ver/2", "a whole one"),
                condition("{\"sem_ver\": [5, \">=\", \"1.0.0\"]}", "/sem_ver/0", "compares versions"));
    }

    static Stream<Bad> meanings() {
        return Stream.of(
                rule("{\"if\": [{\"var\": \"a\"}, \"onn\"]}", "/if/1", "did you mean 'on'?"),
                rule("{\"if\": [{\"var\": \"a\"}, \"on\", \"nope\"]}", "/if/2", "no variant 'nope'"),
                rule("{\"if\": [{\"var\": \"a\"}, true]}", "/if/1", "no variant 'true'"),
                rule("{\"if\": [{\"var\": \"a\"}, 1]}", "/if/1", "no variant '1'"),
                rule("{\"if\": [{\"var\": \"a\"}, [\"on\"]]}", "/if/1", "no variant is named by one"),
                rule("{\"==\": [{\"var\": \"a\"}, 1]}", "", "no variant 'true'"),
                rule("{\"and\": [{\"==\": [{\"var\": \"a\"}, 1]}, \"on\"]}", "/and/0", "can give false"),
                rule("{\"or\": [{\"==\": [{\"var\": \"a\"}, 1]}, \"on\"]}", "/or/0", "can give true"),
                rule("{\"fractional\": [[\"on\", 1], [\"of\", 1]]}", "/fractional/1/0", "did you mean 'off'?"),
                rule("{\"fractional\": [[\"on\", 0.5], [\"off\", 1]]}", "/fractional/0/1", "a whole number"),
                rule("{\"fractional\": [[\"on\", -1], [\"off\", 1]]}", "/fractional/0/1", "0 or more"),
                rule("{\"fractional\": [[\"on\", \"1\"], [\"off\", 1]]}", "/fractional/0/1", "a whole number"),
                rule("{\"fractional\": [[\"on\", 0], [\"off\", 0]]}", "/fractional/0", "add up to 0"),
                rule("{\"fractional\": [[\"on\", 2147483647], [\"off\", 1]]}", "/fractional/0", "more than 2147483647"),
                rule("{\"fractional\": [[\"on\", 1], \"off\"]}", "/fractional/1", "a list of a variant and its weight"),
                rule("{\"fractional\": [[[\"on\"], 1], [\"off\", 1]]}", "/fractional/0/0", "the name of a variant"),
                rule("{\"fractional\": [\"user\", [\"on\", 1], [\"off\", 1]]}", "/fractional/0", "everybody alike"),
                rule("{\"fractional\": [{\"var\": \"email\"}]}", "/fractional/0", "nothing to assign"),
                rule("{\"if\": [false, \"on\", \"off\"]}", "/if/1", "never reached"),
                rule("{\"if\": [true, \"on\", \"off\"]}", "/if/2", "never reached"),
                rule("{\"if\": [{\"var\": \"a\"}, \"on\", {\"var\": \"a\"}, \"off\"]}", "/if/3", "the same condition stands at /flags/f/targeting/if/0"),
                condition("{\"or\": [true, {\"var\": \"a\"}]}", "/or/1", "already decides"),
                condition("{\"and\": [{\"var\": \"a\"}, null, {\"var\": \"b\"}]}", "/and/2", "already decides"),
                document(
                        "{\"$evaluators\": {\"e\": {\"if\": [{\"var\": \"a\"}, \"x\"]}}, \"flags\": {\"f\": {\"state\": \"ENABLED\", "
                                + "\"variants\": {\"on\": 1}, \"targeting\": {\"$ref\": \"e\"}}}}",
                        "/flags/f/targeting/$ref",
                        "the evaluator 'e' does not fit this flag: the flag has no variant 'x'"));
    }

    @ParameterizedTest
    @MethodSource({"documents", "flags", "forms", "meanings"})
    void isRefusedWithItsPlace(Bad bad) {
        List<Problem> problems = refused(bad.json());
        assertEquals(List.of(bad.pointer()), problems.stream().map(problem -> problem.pointer().text()).toList(), problems::toString);
        String said = problems.getFirst().message() + "; " + problems.getFirst().next();
        assertTrue(said.contains(bad.message()), said);
    }

    @Test
    void allProblemsAreSaidInTheOrderOfTheText() {
        List<Problem> problems = refused(
                """
                {
                  "flags": {
                    "b": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "off"},
                    "a": {
                      "state": "ENABLED",
                      "variants": {"on": true},
                      "targeting": {"if": [{"eq": [1, 2]}, "off"]}
                    }
                  }
                }
                """);
        assertEquals(
                List.of("3:57 /flags/b/defaultVariant", "7:29 /flags/a/targeting/if/0/eq", "7:44 /flags/a/targeting/if/1"),
                problems.stream().map(problem -> problem.place() + " " + problem.pointer()).toList());
    }

    @Test
    void evaluatorsThatReferToEachOtherAreAllNamed() {
        List<Problem> problems = refused(
                "{\"flags\": {}, \"$evaluators\": {\"a\": {\"!\": {\"$ref\": \"b\"}}, \"b\": {\"!\": {\"$ref\": \"a\"}}}}");
        assertEquals(List.of("/$evaluators/a", "/$evaluators/b"), problems.stream().map(problem -> problem.pointer().text()).toList());
    }

    @Test
    void referencesThatGrowWithoutEndAreRefused() {
        StringBuilder json = new StringBuilder("{\"$evaluators\": {\"e0\": {\"var\": \"a\"}");
        for (int i = 1; i < 40; i++) {
            String inner = "{\"$ref\": \"e" + (i - 1) + "\"}";
            json.append(", \"e" + i + "\": {\"and\": [" + inner + ", " + inner + "]}");
        }
        json.append("}, \"flags\": {\"f\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"targeting\": {\"$ref\": \"e39\"}}}}");
        assertTrue(refused(json.toString()).getFirst().message().contains("too large"));
    }

    private static List<Problem> refused(String json) {
        FlagDocument.Outcome outcome = FlagDocument.read(json.getBytes(StandardCharsets.UTF_8));
        return assertInstanceOf(FlagDocument.Outcome.Refused.class, outcome, json).problems();
    }
}
