/**
 * What the server tells about its own work: each request and job fills one {@link dev.holdfast.server.telemetry.WorkRecord}, which at
 * its end becomes counters and a histogram for {@code /metrics} and one line of JSON in the log. Health checks answer whether the
 * server lives and whether it is ready.
 *
 * <p>Nothing here ever holds headers, secrets, content or names of what is backed up. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.telemetry;

import org.jspecify.annotations.NullMarked;
