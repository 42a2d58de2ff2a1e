/**
 * Who keeps which variant: {@link dev.holdfast.flags.sticky.StickyVariants} asks the server once for each unit and flag, within a deadline, and
 * remembers the answer for a while, as {@link dev.holdfast.flags.sticky.StickyRules} say. Thread-safe.
 */
@NullMarked
package dev.holdfast.flags.sticky;

import org.jspecify.annotations.NullMarked;
