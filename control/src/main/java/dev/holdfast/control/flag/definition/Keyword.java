package dev.holdfast.control.flag.definition;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keywords of JSON schema (draft 2020-12) that values are checked by. Any other is refused, because it would promise a check that is not made. */
enum Keyword {
    TITLE("title", Form.NOTE),
    DESCRIPTION("description", Form.NOTE),
    COMMENT("$comment", Form.NOTE),
    DEFAULT("default", Form.NOTE),
    EXAMPLES("examples", Form.NOTE),
    REFERENCE(Schemas.REFERENCE, Form.NAME),
    TYPE("type", Form.TYPES),
    ENUM("enum", Form.VALUES),
    CONST("const", Form.NOTE),
    MINIMUM("minimum", Form.NUMBER),
    MAXIMUM("maximum", Form.NUMBER),
    ABOVE("exclusiveMinimum", Form.NUMBER),
    BELOW("exclusiveMaximum", Form.NUMBER),
    MULTIPLE_OF("multipleOf", Form.STEP),
    SHORTEST("minLength", Form.COUNT),
    LONGEST("maxLength", Form.COUNT),
    PATTERN("pattern", Form.EXPRESSION),
    FEWEST_ITEMS("minItems", Form.COUNT),
    MOST_ITEMS("maxItems", Form.COUNT),
    UNIQUE_ITEMS("uniqueItems", Form.TRUTH),
    ITEMS("items", Form.SCHEMA),
    FEWEST_PROPERTIES("minProperties", Form.COUNT),
    MOST_PROPERTIES("maxProperties", Form.COUNT),
    REQUIRED("required", Form.TEXTS),
    PROPERTIES("properties", Form.SCHEMAS_BY_NAME),
    OTHER_PROPERTIES("additionalProperties", Form.SCHEMA),
    ALL_OF("allOf", Form.SCHEMAS),
    ANY_OF("anyOf", Form.SCHEMAS),
    ONE_OF("oneOf", Form.SCHEMAS),
    NOT("not", Form.SCHEMA);

    /** What stands beside a keyword. */
    enum Form {
        NOTE,
        NAME,
        TYPES,
        VALUES,
        NUMBER,
        STEP,
        COUNT,
        TRUTH,
        TEXTS,
        EXPRESSION,
        SCHEMA,
        SCHEMAS,
        SCHEMAS_BY_NAME
    }

    private static final Map<String, Keyword> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Keyword::word, Function.identity()));

    private final String word;
    private final Form form;

    Keyword(String word, Form form) {
        this.word = word;
        this.form = form;
    }

    static Optional<Keyword> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    static Set<String> words() {
        return BY_WORD.keySet();
    }

    /** As it stands in schemas. */
    String word() {
        return word;
    }

    Form form() {
        return form;
    }
}
