/**
 * The primitives that everything secret rests on: fingerprints, key derivation, authenticated boxes, padding.
 *
 * <p>A {@link dev.holdfast.core.crypto.Fingerprinter} names content. A {@link dev.holdfast.core.crypto.Box} seals and opens bytes
 * under a one-time key that it derives from a {@link dev.holdfast.core.crypto.DataKey} and a salt; {@code GcmBox} does so with
 * AES-256-GCM, {@code ChecksumBox} stands in where a repository has no encryption. {@link dev.holdfast.core.crypto.Padme} chooses the
 * lengths that may be seen. Algorithms come from the Java platform; nothing registers a provider.
 *
 * <p>Fingerprinters, boxes and derivations reuse their state and belong to one thread; keys are immutable. No {@code toString} shows a
 * secret.
 */
@NullMarked
package dev.holdfast.core.crypto;

import org.jspecify.annotations.NullMarked;
