/**
 * Agents and their server on a network and on machines that fail: answers that are lost, cut or swallowed, servers that are busy, frozen, slow
 * or out of descriptors.
 *
 * <p>The server is the packaged program; between it and the commands stands the proxy of {@code chaos}. Every test restores and compares.
 */
@NullMarked
package dev.holdfast.verify.network;

import org.jspecify.annotations.NullMarked;
