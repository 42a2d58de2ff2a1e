/**
 * What an agent says to the metadata service and the chunk store: the two interfaces that client code sees, and their messages.
 *
 * <p>Everything mutable is a row changed by compare-and-set; everything big is immutable. The order on disk and in the index is
 * an invariant: pack bytes durable, then facts, then the pack's row LIVE, then the session's row COMMITTED. Messages are
 * immutable; the interfaces are thread-safe.
 */
@NullMarked
package dev.holdfast.core.protocol;

import org.jspecify.annotations.NullMarked;
