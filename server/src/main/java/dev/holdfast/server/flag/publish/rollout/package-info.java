/**
 * Roll-outs that go on by themselves: the server takes a flag from share to share while its guard metric holds.
 *
 * <p>{@link dev.holdfast.server.flag.publish.rollout.Rollouts} looks at each in rounds and does what
 * {@link dev.holdfast.control.flag.life.StepPlan} decides; a step and its note in {@link dev.holdfast.server.flag.publish.rollout.RolloutStore}
 * are one transaction, so none is taken twice. {@link dev.holdfast.server.flag.publish.rollout.ReportedMetrics} are guard metrics that
 * somebody else measures and reports. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.flag.publish.rollout;

import org.jspecify.annotations.NullMarked;
