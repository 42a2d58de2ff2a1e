/**
 * The commands that change and watch over published flags: {@code holdfast flags set}, {@code stage}, {@code rollout},
 * {@code metric}, {@code environment}, {@code project}, {@code list}, {@code history}, {@code diff}, {@code apply}, {@code export},
 * {@code rollback}, {@code approve}, {@code stale} and {@code references}.
 *
 * <p>{@link dev.holdfast.program.flags.publish.FlagPlace} finds out whether a file or a server is meant;
 * {@link dev.holdfast.program.flags.publish.FlagService} asks a server, {@link dev.holdfast.program.flags.publish.EditedFile} changes a
 * file, and {@link dev.holdfast.program.flags.publish.DryRun} finds out what a change would do to either. What a change does to a document is decided by {@code dev.holdfast.control.flag.edit}, the same for both. Each command belongs to
 * one run and one thread.
 */
@NullMarked
package dev.holdfast.program.flags.publish;

import org.jspecify.annotations.NullMarked;
