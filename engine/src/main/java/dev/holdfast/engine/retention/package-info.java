/**
 * Which snapshots are forgotten: pure decisions over facts about snapshots.
 *
 * <p>{@link dev.holdfast.engine.retention.Retention} puts snapshots into groups, by host and paths unless told otherwise, and applies the
 * {@link dev.holdfast.engine.retention.RetentionRules} to each group by itself. The outcome is a
 * {@link dev.holdfast.engine.retention.RetentionPlan} that names for each snapshot every reason to keep it; one without a reason is to be
 * forgotten. The rules in short:
 *
 * <ul>
 *   <li>{@code keep} N of a {@link dev.holdfast.engine.retention.Period}: the newest snapshot of each of the N latest periods that have
 *       one. Periods without a snapshot do not count. While fewer than N are found, the oldest snapshot of the group is kept as well, so
 *       that history reaches back as far as it can until enough snapshots exist.
 *   <li>{@code within} a span: all snapshots younger than the span, measured back from the newest snapshot of the group and not from now,
 *       so that nothing is lost merely because backups have stopped. For a period, the newest of each period in that span.
 *   <li>{@code keepTagged}, {@code keepIdentified}: snapshots with all of these tags, or whose id begins so.
 *   <li>Protected snapshots are kept, whatever the rules say, and stand for their periods like any other.
 *   <li>A snapshot dated after now is kept and reported but counts for nothing. Were it counted, whoever can write snapshots could date
 *       enough of them into the future to push all honest ones out.
 * </ul>
 *
 * <p>Reasons add up and never cancel, so keeping more in any rule never forgets more. Local time is that of the zone given: a day ends
 * at local midnight, a week on Sunday (ISO 8601), and the hour that is repeated when clocks are put back is two hours. Among equal
 * times the snapshot committed later is the newer one.
 *
 * <p>Nothing here reads a clock or stores anything; all types are immutable. Collaborators are {@link dev.holdfast.engine.text} and
 * {@link dev.holdfast.core.error}.
 */
@NullMarked
package dev.holdfast.engine.retention;

import org.jspecify.annotations.NullMarked;
