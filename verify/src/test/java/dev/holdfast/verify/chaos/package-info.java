/**
 * A network that misbehaves as a test says: a proxy for HTTP/1.1 between Holdfast's programs and its server, which loses, cuts, swallows and
 * holds what passes, or answers itself.
 *
 * <p>{@link dev.holdfast.verify.chaos.ChaosProxy} knows requests and does something to each; {@link dev.holdfast.verify.chaos.Link} carries
 * bytes, so that long streams and reused connections pass too, and is cut, slowed or made to swallow everything as a whole.
 *
 * <p>Works with plain sockets, so that nothing is repaired on the way. All of it is thread-safe.
 */
@NullMarked
package dev.holdfast.verify.chaos;

import org.jspecify.annotations.NullMarked;
