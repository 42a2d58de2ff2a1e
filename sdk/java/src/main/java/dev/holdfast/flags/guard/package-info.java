/**
 * Operations of other people's servers that must not happen on outdated flags: {@link dev.holdfast.flags.guard.OperationGuard} decides,
 * {@link dev.holdfast.flags.guard.GuardFilter} does so in a servlet container. Collaborators: {@link dev.holdfast.control.flag.guard} has the rule,
 * {@link dev.holdfast.flags.Flags} the rules in force. Thread-safe.
 */
@NullMarked
package dev.holdfast.flags.guard;

import org.jspecify.annotations.NullMarked;
