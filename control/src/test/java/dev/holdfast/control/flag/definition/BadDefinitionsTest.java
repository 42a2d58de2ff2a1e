package dev.holdfast.control.flag.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.json.CanonicalJson;
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

    /** A flag with the values 1 and 200, and this schema. */
    private static Bad schema(String schema, String pointer, String message) {
        return flag("\"state\": \"ENABLED\", \"variants\": {\"few\": 1, \"many\": 200}, \"schema\": " + schema, pointer, message);
    }

    /** A flag whose value is this, and its schema. */
    private static Bad value(String value, String schema, String pointer, String message) {
        return flag("\"state\": \"ENABLED\", \"variants\": {\"v\": " + value + "}, \"schema\": " + schema, "/variants/v" + pointer, message);
    }

    /** A document with these shared schemas. */
    private static Bad schemas(String schemas, String pointer, String message) {
        return document("{\"flags\": {}, \"$schemas\": " + schemas + "}", "/$schemas" + pointer, message);
    }

    static Stream<Bad> schemas() {
        return Stream.of(
                schema("\"limits\"", "/schema", "refer to one of '$schemas'"),
                schema("5", "/schema", "a JSON object, or true or false"),
                schema("{\"maximun\": 5}", "/schema/maximun", "did you mean 'maximum'?"),
                schema("{\"format\": \"uri\"}", "/schema/format", "not checked by 'format'"),
                schema("{\"type\": \"int\"}", "/schema/type", "no type 'int'"),
                schema("{\"type\": []}", "/schema/type", "the name of a type"),
                schema("{\"maximum\": \"5\"}", "/schema/maximum", "a number"),
                schema("{\"multipleOf\": 0}", "/schema/multipleOf", "above 0"),
                schema("{\"maxLength\": -1}", "/schema/maxLength", "a whole number"),
                schema("{\"pattern\": \"(\"}", "/schema/pattern", "no regular expression"),
                schema("{\"enum\": []}", "/schema/enum", "a list of the values"),
                schema("{\"required\": [1]}", "/schema/required", "a list of names"),
                schema("{\"uniqueItems\": 1}", "/schema/uniqueItems", "true or false"),
                schema("{\"properties\": []}", "/schema/properties", "a schema for each name"),
                schema("{\"properties\": {\"a\": 1}}", "/schema/properties/a", "a JSON object, or true or false"),
                schema("{\"anyOf\": []}", "/schema/anyOf", "a list of schemas"),
                schema("{\"allOf\": [{\"nope\": 1}]}", "/schema/allOf/0/nope", "not checked by 'nope'"),
                schema("{\"$ref\": \"gone\"}", "/schema/$ref", "no schema 'gone'"),
                schema("{\"$ref\": 1}", "/schema/$ref", "the name of a schema"),
                schema("{\"maximum\": 100}", "/variants/many", "more than 100"),
                schema("{\"exclusiveMinimum\": 1}", "/variants/few", "not more than 1"),
                schema("{\"multipleOf\": 200}", "/variants/few", "no multiple of 200"),
                schema("{\"not\": {\"const\": 1}}", "/variants/few", "rules out"),
                schema("{\"oneOf\": [{\"type\": \"number\"}, {\"minimum\": 100}]}", "/variants/many", "fits 2 schemas in 'oneOf'"),
                schema("{\"anyOf\": [{\"minimum\": 100}, {\"const\": 2}]}", "/variants/few", "fits none of the 2 schemas"),
                value("\"abc\"", "{\"type\": [\"number\", \"object\"]}", "", "no number and no object"),
                value("\"abc\"", "{\"maxLength\": 2}", "", "more than 2 characters"),
                value("\"abc\"", "{\"pattern\": \"^[a-b]+$\"}", "", "does not match"),
                value("\"" + "a".repeat(30) + "!\"", "{\"pattern\": \"^(a+)+$\"}", "", "does not match"),
                value("{\"rows\": 5.5}", "{\"properties\": {\"rows\": {\"type\": \"integer\"}}}", "/rows", "no integer"),
                value("{\"rows\": 5}", "{\"required\": [\"rows\", \"page\"]}", "", "'page' is missing"),
                value("{\"raws\": 5}", "{\"properties\": {\"rows\": true}, \"additionalProperties\": false}", "/raws", "knows no 'raws'"),
                value("{\"a\": [1, 1]}", "{\"properties\": {\"a\": {\"uniqueItems\": true}}}", "/a", "twice"),
                value("{\"a\": [1, \"x\"]}", "{\"properties\": {\"a\": {\"items\": {\"type\": \"number\"}}}}", "/a/1", "no number"),
                schemas("[]", "", "'$schemas' is a JSON object"),
                schemas("{\"\": true}", "/", "an empty name"),
                schemas("{\"a\": {\"items\": {\"$ref\": \"a\"}}}", "/a", "refers to itself"),
                document(
                        "{\"$schemas\": {\"limit\": {\"maximum\": 5}}, \"flags\": {\"f\": {\"state\": \"ENABLED\", \"variants\": {\"a\": 6}, "
                                + "\"schema\": {\"type\": \"integer\", \"$ref\": \"limit\"}}}}",
                        "/flags/f/variants/a",
                        "more than 5"));
    }

    private static final String PAY = "\"pay\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"off\"}";

    /** A flag {@code f} with these members beside a flag {@code pay}. */
    private static Bad needing(String members, String pointer, String message) {
        return new Bad(
                "{\"flags\": {" + PAY + ", \"f\": {\"state\": \"ENABLED\", \"variants\": {\"a\": 1, \"b\": 2}, \"defaultVariant\": \"a\", " + members + "}}}",
                "/flags/f" + pointer,
                message);
    }

    static Stream<Bad> prerequisites() {
        return Stream.of(
                needing("\"prerequisites\": [\"pay\"]", "/prerequisites", "'prerequisites' is a JSON object"),
                needing("\"prerequisites\": {\"pai\": \"on\"}", "/prerequisites/pai", "did you mean 'pay'?"),
                needing("\"prerequisites\": {\"f\": \"a\"}", "/prerequisites/f", "needs itself"),
                needing("\"prerequisites\": {\"pay\": \"onn\"}", "/prerequisites/pay", "did you mean 'on'?"),
                needing("\"prerequisites\": {\"pay\": [\"on\", \"of\"]}", "/prerequisites/pay/1", "did you mean 'off'?"),
                needing("\"prerequisites\": {\"pay\": true}", "/prerequisites/pay", "the name of a variant"),
                needing("\"prerequisites\": {\"pay\": []}", "/prerequisites/pay", "the name of a variant"),
                needing("\"offVariant\": \"b\"", "/offVariant", "no effect"),
                needing("\"prerequisites\": {\"pay\": \"on\"}, \"offVariant\": \"c\"", "/offVariant", "no variant 'c'"),
                needing("\"prerequisites\": {\"pay\": \"on\"}, \"offVariant\": 1", "/offVariant", "the name of a variant"),
                document(
                        "{\"flags\": {\"list\": {\"state\": \"ENABLED\", \"variants\": {\"true\": true, \"false\": false}, \"targeting\": {\"some\": ["
                                + "{\"var\": \"tags\"}, {\"==\": [{\"fractional\": [[\"a\", 1], [\"b\", 1]]}, \"a\"]}]}}, "
                                + "\"f\": {\"state\": \"ENABLED\", \"variants\": {\"a\": 1}, \"prerequisites\": {\"list\": \"true\"}}}}",
                        "/flags/f/prerequisites/list",
                        "inside of a list"));
    }

    @Test
    void valuesThatFitTheirSchemaAreServedWithoutIt() {
        String json = "{\"$schemas\": {\"page\": {\"type\": \"object\", \"properties\": {\"rows\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 100}, "
                + "\"tags\": {\"type\": \"array\", \"items\": {\"type\": \"string\", \"pattern\": \"^[a-z]+$\"}, \"minItems\": 1, \"uniqueItems\": true}}, "
                + "\"required\": [\"rows\"], \"additionalProperties\": {\"enum\": [1, null]}}}, "
                + "\"flags\": {\"f\": {\"state\": \"ENABLED\", \"variants\": {\"a\": {\"rows\": 100, \"tags\": [\"x\", \"y\"], \"more\": null}, \"b\": {\"rows\": 1}}, "
                + "\"schema\": {\"$ref\": \"page\", \"anyOf\": [{\"required\": [\"tags\"]}, {\"maxProperties\": 1}], \"not\": {\"const\": {}}}}}}";
        FlagDocument.Outcome outcome = FlagDocument.read(json.getBytes(StandardCharsets.UTF_8));
        FlagDocument document = assertInstanceOf(FlagDocument.Outcome.Accepted.class, outcome, outcome::toString).document();
        assertEquals(
                "{\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":{\"a\":{\"more\":null,\"rows\":100,\"tags\":[\"x\",\"y\"]},\"b\":{\"rows\":1}}}}}",
                CanonicalJson.text(document.served()));
        assertTrue(CanonicalJson.text(document.json()).contains("$schemas"));
    }

    @Test
    void flagsThatNeedEachOtherAreAllNamed() {
        String head = "{\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"prerequisites\": {\"";
        String json = "{\"flags\": {" + PAY + ", \"a\": " + head + "b\": \"on\"}}, \"b\": " + head + "c\": \"on\"}}, \"c\": " + head
                + "a\": \"on\"}}, \"d\": " + head + "a\": \"on\", \"pay\": \"on\"}}}}";
        assertEquals(
                List.of("/flags/a/prerequisites", "/flags/b/prerequisites", "/flags/c/prerequisites"),
                refused(json).stream().map(problem -> problem.pointer().text()).toList());
    }

    @Test
    void prerequisitesThatGrowWithoutEndAreRefused() {
        StringBuilder json = new StringBuilder("{\"flags\": {\"f0\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, "
                + "\"targeting\": {\"if\": [{\"var\": \"a\"}, \"on\", \"off\"]}}");
        for (int i = 1; i < 60; i++) {
            json.append(", \"f" + i + "\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"targeting\": "
                    + "{\"if\": [{\"var\": \"a\"}, \"on\", \"off\"]}, \"prerequisites\": {\"f" + (i - 1) + "\": \"on\"}}");
        }
        assertTrue(refused(json.append("}}").toString()).getFirst().message().contains("too large or too deep"));
    }

    @Test
    void schemasThatTakeTooLongAreRefused() {
        StringBuilder json = new StringBuilder("{\"$schemas\": {\"s0\": {\"type\": \"number\"}");
        for (int i = 1; i < 30; i++) {
            json.append(", \"s" + i + "\": {\"allOf\": [{\"$ref\": \"s" + (i - 1) + "\"}, {\"$ref\": \"s" + (i - 1) + "\"}]}");
        }
        json.append("}, \"flags\": {\"f\": {\"state\": \"ENABLED\", \"variants\": {\"a\": 1}, \"schema\": {\"$ref\": \"s29\"}}}}");
        assertTrue(refused(json.toString()).getFirst().message().contains("takes too long"));
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
    @MethodSource({"documents", "flags", "schemas", "prerequisites", "forms", "meanings"})
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
