/**
 * The crash matrix: each command of the packaged program is killed after the Nth call that changes the disk, and each such call is made to
 * fail, by {@code strace} from outside. Whatever happens, committed snapshots restore identically, nothing half-made shows, the next
 * command succeeds, and success was reported only for what is there.
 *
 * <p>A {@link dev.holdfast.verify.crash.Scenario} is a repository in some state, a command and what must hold afterwards; a
 * {@link dev.holdfast.verify.crash.Fault} is what happens to the command. A run in which the fault did not happen proves nothing and is
 * counted as such. {@code -Dholdfast.crash.points=N} takes more points than the few of an everyday build, or {@code all}.
 */
@NullMarked
package dev.holdfast.verify.crash;

import org.jspecify.annotations.NullMarked;
