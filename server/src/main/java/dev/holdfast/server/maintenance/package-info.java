/**
 * What the server does for tenants on its own: collections, scrubs, retention, closing the sessions of agents that are gone, and samples.
 *
 * <p>{@link dev.holdfast.server.maintenance.Upkeep} is called again and again and looks what is due; the work itself is done by
 * {@link dev.holdfast.server.job.JobHandler}s. Nothing here blocks a backup: what is safe beside what stands in
 * {@link dev.holdfast.storage.service.Rules}. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.maintenance;

import org.jspecify.annotations.NullMarked;
