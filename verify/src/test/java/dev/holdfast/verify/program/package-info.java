/**
 * The packaged program and what whole-program tests need around it.
 *
 * <p>{@link dev.holdfast.verify.program.Sandbox} is a directory with a repository and a source, in which commands run either as real
 * processes, started with the launcher of {@link dev.holdfast.verify.program.Program}, or quickly in this one, where only their result
 * matters. {@link dev.holdfast.verify.program.Trees} makes and compares directory trees with other programs, so that Holdfast's own
 * reading of a tree is never the judge of itself. For one thread at a time.
 */
@NullMarked
package dev.holdfast.verify.program;

import org.jspecify.annotations.NullMarked;
