/**
 * Feature flags in a Java program. {@link dev.holdfast.flags.Flags} has the rules of an environment in memory and evaluates them by itself, so
 * that reading a flag never waits for anything and never fails; in the background it keeps the rules true.
 *
 * <p>Collaborators: {@link dev.holdfast.control.flag} evaluates, {@link dev.holdfast.flags.wire} talks to the server,
 * {@link dev.holdfast.flags.kept} keeps a copy on disk, {@link dev.holdfast.flags.exposure} tells who saw what. On top of it are
 * {@link dev.holdfast.flags.openfeature} and {@link dev.holdfast.flags.guard}. Reading takes no lock; one thread changes what is read.
 */
@NullMarked
package dev.holdfast.flags;

import org.jspecify.annotations.NullMarked;
