/**
 * The server's own rows (tenants, access, agents, jobs, policies, audit) in one SQLite file beside the tenants' repositories.
 *
 * <p>Each subject brings its tables as {@link dev.holdfast.server.database.Migration}s and works on them with plain statements. Changes are
 * durable when they return. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.database;

import org.jspecify.annotations.NullMarked;
