/**
 * The machines of a tenant: which agents there are, what they reported, what they are asked to do.
 *
 * <p>Agents come to the server and never the other way round: they register, wait for tasks and report. A task is a job of
 * {@link dev.holdfast.server.job} that an agent takes up. {@link dev.holdfast.server.fleet.Health} tells how a machine is and is a pure
 * function. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.fleet;

import org.jspecify.annotations.NullMarked;
