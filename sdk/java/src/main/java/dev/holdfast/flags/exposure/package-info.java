/**
 * Who saw what: {@link dev.holdfast.flags.exposure.Exposures} takes notes without ever keeping a reader waiting, and hands them to the server in
 * batches. What it cannot keep or deliver is counted and dropped. Thread-safe.
 */
@NullMarked
package dev.holdfast.flags.exposure;

import org.jspecify.annotations.NullMarked;
