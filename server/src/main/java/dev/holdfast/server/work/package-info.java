/**
 * The server's threads: the one place that makes them, so that everything else takes them as a {@link java.util.concurrent.ThreadFactory}.
 * Thread-safe.
 */
@NullMarked
package dev.holdfast.server.work;

import org.jspecify.annotations.NullMarked;
