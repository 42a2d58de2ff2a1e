/**
 * Work that outlives a request: collections, scrubs, retention, and what agents are asked to do.
 *
 * <p>Submission and execution are apart. {@link dev.holdfast.server.job.JobQueue} writes a row and tells whoever listens;
 * {@link dev.holdfast.server.job.JobWorkers} takes rows up by compare-and-set and runs the {@link dev.holdfast.server.job.JobHandler} of their
 * kind; jobs of agents are taken up by the agents themselves. A row says all there is to know of a job, so that one that was running when
 * the server died is taken up again by the next start: handlers run at least once and are idempotent. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.job;

import org.jspecify.annotations.NullMarked;
