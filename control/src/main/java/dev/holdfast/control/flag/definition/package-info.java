/**
 * What an operator writes: a document of flags in flagd's format, and everything that can be wrong with it.
 *
 * <p>{@link dev.holdfast.control.flag.definition.FlagDocument#read} gives either a document that can be served, or every
 * {@link dev.holdfast.control.flag.definition.Problem} in it, each with the place where it stands. The checks refuse all that flagd's
 * published JSON schema refuses, and more: variants and references that do not exist, rules that are never reached, weights that add up
 * to nothing. Collaborators: {@link dev.holdfast.control.flag.json} reads, {@link dev.holdfast.control.flag.logic} knows the operators.
 * Documents are immutable; a check belongs to one thread.
 */
@NullMarked
package dev.holdfast.control.flag.definition;

import org.jspecify.annotations.NullMarked;
