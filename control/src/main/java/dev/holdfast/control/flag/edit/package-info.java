/**
 * Changes of a document of flags as values: what somebody wants, applied to whatever the document is by then.
 *
 * <p>A {@link dev.holdfast.control.flag.edit.FlagEdit} changes one flag and can be written down, wait for an approval or its time, and still
 * be applied, or be found not to apply any more. {@link dev.holdfast.control.flag.edit.Differences} says in which flags two documents
 * differ. Whether the outcome can be served is for {@link dev.holdfast.control.flag.definition} to say. Everything is immutable and
 * thread-safe.
 */
@NullMarked
package dev.holdfast.control.flag.edit;

import org.jspecify.annotations.NullMarked;
