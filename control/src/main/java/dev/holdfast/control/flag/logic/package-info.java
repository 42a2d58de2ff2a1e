/**
 * JsonLogic, compiled: rules of the form {@code {"operator": [arguments]}} become trees of small nodes, so that evaluating one looks at
 * no JSON.
 *
 * <p>{@link dev.holdfast.control.flag.logic.LogicCompiler} turns a rule into a {@link dev.holdfast.control.flag.logic.Node};
 * {@link dev.holdfast.control.flag.logic.Scope} is what a node sees when it is evaluated. Operators and their coercions are those of
 * JsonLogic's author (json-logic-js), which are JavaScript's: see {@link dev.holdfast.control.flag.logic.Coercion}. To them come the
 * operators of flagd: {@code fractional}, {@code sem_ver}, {@code starts_with}, {@code ends_with}. Values are those of
 * {@link dev.holdfast.control.flag.json}. Nodes are immutable and thread-safe; a scope belongs to one evaluation.
 */
@NullMarked
package dev.holdfast.control.flag.logic;

import org.jspecify.annotations.NullMarked;
