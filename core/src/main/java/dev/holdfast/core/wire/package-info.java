/**
 * The binary bodies that agent and server send each other: batches of fingerprints, their answers, a pack's contents. All numbers are
 * big-endian or varints of {@link dev.holdfast.core.codec}; nothing is trusted, and every fault of form is a {@link
 * dev.holdfast.core.codec.MalformedException}. Classes here keep no state.
 */
@NullMarked
package dev.holdfast.core.wire;

import org.jspecify.annotations.NullMarked;
