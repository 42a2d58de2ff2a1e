/**
 * What is kept from one run of a program to the next: {@link dev.holdfast.flags.kept.LastKnown} is the copy of the rules on disk. A copy is a
 * help and nothing more: one that is damaged, or of another server, is as good as none. Used by one thread.
 */
@NullMarked
package dev.holdfast.flags.kept;

import org.jspecify.annotations.NullMarked;
