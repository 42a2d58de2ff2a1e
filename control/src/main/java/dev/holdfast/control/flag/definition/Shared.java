package dev.holdfast.control.flag.definition;

/**
 * What the flags of a document share.
 *
 * @param evaluators its rules
 * @param schemas its JSON schemas
 * @param match compares values with them
 */
record Shared(Evaluators evaluators, Schemas schemas, SchemaMatch match) {
    static Shared of(Evaluators evaluators, Schemas schemas) {
        return new Shared(evaluators, schemas, new SchemaMatch(schemas));
    }
}
