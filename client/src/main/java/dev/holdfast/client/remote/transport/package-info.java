/**
 * One server as the agent reaches it: {@link dev.holdfast.client.remote.transport.Transport} sends a {@link
 * dev.holdfast.client.remote.transport.Request} and returns its {@link dev.holdfast.client.remote.transport.Response}, however often that
 * has to be tried. This is the only level that tries again. It waits with full jitter, within a budget of repetitions and the patience of
 * its user, stops knocking while the server does not answer (a circuit breaker), and says OUTCOME_UNKNOWN where repeating could do harm.
 *
 * <p>Below it is the JDK's HTTP client over TLS with the system's trust or one pinned certificate. Clock, randomness and threads are
 * handed in. Everything public here is thread-safe; the token is shown by nothing.
 */
@NullMarked
package dev.holdfast.client.remote.transport;

import org.jspecify.annotations.NullMarked;
