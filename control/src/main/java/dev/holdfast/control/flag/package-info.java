/**
 * Feature flags: what is published, and what it gives for whom.
 *
 * <p>A {@link dev.holdfast.control.flag.RuleSet} is one published version of all flags: immutable, compiled, with a
 * {@link dev.holdfast.control.flag.FlagsVersion} that names its exact content. {@link dev.holdfast.control.flag.Evaluator} answers
 * questions from it; each answer is an {@link dev.holdfast.control.flag.Evaluation}, and
 * {@link dev.holdfast.control.flag.Explanation} says how it came about. Collaborators:
 * {@link dev.holdfast.control.flag.definition} reads what operators write, {@link dev.holdfast.control.flag.logic} compiles rules.
 * Nothing here opens files, keeps threads or asks the machine's clock. Everything is immutable and thread-safe.
 */
@NullMarked
package dev.holdfast.control.flag;

import org.jspecify.annotations.NullMarked;
