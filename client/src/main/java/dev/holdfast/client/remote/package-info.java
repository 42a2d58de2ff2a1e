/**
 * A repository behind a server: the interfaces of {@link dev.holdfast.core.protocol} over HTTP, with the binary bodies of {@link
 * dev.holdfast.core.wire}. {@link dev.holdfast.client.remote.RemoteRepository} holds the three of them and what they share: where chunks
 * lie ({@link dev.holdfast.client.remote.Whereabouts}), the stretches of packs read last, and the filter that spares questions ({@link
 * dev.holdfast.client.remote.PresenceFilter}).
 *
 * <p>Whatever is kept here is a cache: losing or mistrusting it costs time, never correctness. Whether a request whose answer was lost had
 * its effect is settled here, by what the protocol says about repetitions; trying again is the transport's business alone. Everything is
 * thread-safe but a pack being written, which belongs to one thread.
 */
@NullMarked
package dev.holdfast.client.remote;

import org.jspecify.annotations.NullMarked;
