/**
 * The life of a flag, from a draft through an internal group and growing shares of all users to its end, as functions of its definition.
 *
 * <p>{@link dev.holdfast.control.flag.life.FlagLife} writes the definition that a {@link dev.holdfast.control.flag.life.Stage} needs; going
 * forward only ever adds users. {@link dev.holdfast.control.flag.life.StepPlan} decides when the next stage is due and lets a
 * {@link dev.holdfast.control.flag.life.GuardMetric} hold it back. {@link dev.holdfast.control.flag.life.Staleness} finds flags that nobody
 * needs any more, {@link dev.holdfast.control.flag.life.Conventions} checks what metadata says about all this. Collaborators:
 * {@link dev.holdfast.control.flag.definition} has the definitions. Nothing here keeps state or asks a clock; everything is thread-safe.
 */
@NullMarked
package dev.holdfast.control.flag.life;

import org.jspecify.annotations.NullMarked;
