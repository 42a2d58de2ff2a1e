/**
 * A network that misbehaves as a test says: a proxy for HTTP/1.1 between Holdfast's programs and its server, which loses, cuts, swallows and
 * holds what passes, or answers itself.
 *
 * <p>Works with plain sockets, so that nothing is repaired on the way. All of it is thread-safe.
 */
@NullMarked
package dev.holdfast.verify.chaos;

import org.jspecify.annotations.NullMarked;
