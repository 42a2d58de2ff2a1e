/**
 * Flags that are published: projects, their environments, and for each environment the versions of its rule set.
 *
 * <p>A version never changes and never goes away. {@link dev.holdfast.server.flag.publish.FlagEnvironments} publishes the next one in one
 * transaction that succeeds only on top of the version it was made for, and serves the last one from memory;
 * {@link dev.holdfast.server.flag.publish.VersionStore} keeps them in the server's database. What waits, for a second person or for its
 * time, is a {@link dev.holdfast.server.flag.publish.change}; who asks over HTTP meets {@link dev.holdfast.server.flag.publish.api}.
 * Whether a document can be served is decided by {@link dev.holdfast.control.flag}. Everything is thread-safe.
 */
@NullMarked
package dev.holdfast.server.flag.publish;

import org.jspecify.annotations.NullMarked;
