/**
 * Certificates: the one the server makes for itself at its first start, or files of the operator that may change while it runs.
 *
 * <p>Agents know a self-made certificate by its SHA-256 fingerprint, which is printed at every start. Thread-safe.
 */
@NullMarked
package dev.holdfast.server.tls;

import org.jspecify.annotations.NullMarked;
