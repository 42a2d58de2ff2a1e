package dev.holdfast.control.flag;

/** Why an evaluation gave what it gave, in OpenFeature's words. */
public enum Reason {
    /** The flag has no rule. */
    STATIC,
    /** The rule chose the variant. */
    TARGETING_MATCH,
    /** The rule chose it by a pseudorandom assignment. */
    SPLIT,
    /** The rule chose nothing, so it is the default. */
    DEFAULT,
    /** The flag is switched off as a whole; the program's own default applies. */
    DISABLED,
    /** There is no value; the program's own default applies. */
    ERROR
}
