/**
 * Changes of flags from the wish to the version: at once, after a second person has approved them, or at a time.
 *
 * <p>{@link dev.holdfast.server.flag.publish.change.ChangeDesk} takes a {@link dev.holdfast.server.flag.publish.change.Work}, sees by the
 * environment's settings what it needs, and publishes it when it has that. What waits is a
 * {@link dev.holdfast.server.flag.publish.change.FlagChange} in {@link dev.holdfast.server.flag.publish.change.ChangeStore}; it survives
 * restarts, and is carried out in the transaction that also notes that it was. If what it is about was changed meanwhile it is not carried
 * out, and says so. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.flag.publish.change;

import org.jspecify.annotations.NullMarked;
