/**
 * News for those who watch: jobs, agents, snapshots and storage of a tenant as they change. News may be lost when a watcher is slow; it
 * then reads the state again. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.event;

import org.jspecify.annotations.NullMarked;
