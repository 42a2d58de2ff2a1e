/**
 * A few workers that run tasks to completion, newest task first.
 *
 * <p>Depth-first order is what bounds memory: a task that splits puts its parts on top, so the number of tasks in flight follows the
 * depth of a tree and not its size. {@link dev.holdfast.engine.work.WorkPool} is thread-safe; each worker's state belongs to its
 * thread.
 */
@NullMarked
package dev.holdfast.engine.work;

import org.jspecify.annotations.NullMarked;
