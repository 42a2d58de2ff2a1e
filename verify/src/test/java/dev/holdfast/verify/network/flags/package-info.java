/**
 * Published flags, their publishers and their readers, on a network and with a server that fail: the server is killed and frozen, cables are cut,
 * slow, or swallow what they carry.
 *
 * <p>Publishers count up, each in a flag of its own, and write down what was acknowledged. Readers write down what they see, and each looks
 * by itself for what must never happen: a read that fails or takes long, a version that goes back, one version with two contents. Between
 * them stand a {@link dev.holdfast.verify.chaos.Link} each; the server is the packaged program. Everything here is thread-safe unless it
 * says otherwise.
 */
@NullMarked
package dev.holdfast.verify.network.flags;

import org.jspecify.annotations.NullMarked;
