/**
 * The operations under {@code /api/v1/flags}: projects and environments, documents and their history, changes that wait, roll-outs, and
 * what people ask about flags.
 *
 * <p>Reading is for who sees the whole server, changing for its operators, settings for its administrators. What changes anything is written
 * to the audit trail before it is answered, and can be sent again under the same {@code Idempotency-Key}. Collaborators:
 * {@link dev.holdfast.server.flag.publish} serves and publishes, {@link dev.holdfast.server.flag.publish.change} decides what has to wait.
 * Routes are immutable and thread-safe.
 */
@NullMarked
package dev.holdfast.server.flag.publish.api;

import org.jspecify.annotations.NullMarked;
