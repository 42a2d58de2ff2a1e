/**
 * When something is due: cron expressions and the words people write instead of them.
 *
 * <p>{@link dev.holdfast.engine.schedule.CronExpression} answers one question, which moment comes next after another one in a time zone. It
 * knows nothing of what is to be done then, nor of the present; whoever plans hands both in. All types here are immutable.
 */
@NullMarked
package dev.holdfast.engine.schedule;

import org.jspecify.annotations.NullMarked;
