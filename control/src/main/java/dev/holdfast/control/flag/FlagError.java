package dev.holdfast.control.flag;

/** Why an evaluation has no value, in OpenFeature's words. */
public enum FlagError {
    FLAG_NOT_FOUND,
    /** The flag has a value of another kind than was asked for. */
    TYPE_MISMATCH,
    /** The context is not a JSON object. */
    INVALID_CONTEXT,
    /** The request is not JSON. */
    PARSE_ERROR,
    /** The rule gave something that is no variant. */
    GENERAL
}
