/**
 * Who may do what with a repository: key slots, data keys, and the ring of keys that an opened repository works with.
 *
 * <p>A random master key stands at the root. Each {@link dev.holdfast.core.keys.KeySlot} holds it, sealed under a key that a passphrase
 * (through Argon2id) or a key file gives. From the master key come the key of the fingerprints, the key of the cutter, the keys that
 * wrap data keys, and an X25519 pair. Segments are sealed under data keys, of which there may be many; the newest seals. A write-only
 * credential holds what a client needs to add and nothing that reads: it wraps a data key of its own for the repository's public key.
 *
 * <p>{@link dev.holdfast.core.keys.KeySlots} manages the files; {@link dev.holdfast.core.keys.KeyRing} is what everything else sees. Rings
 * are thread-safe; credentials are closed, and thereby cleared, by whoever made them. No {@code toString}, message or exception here shows
 * a secret.
 */
@NullMarked
package dev.holdfast.core.keys;

import org.jspecify.annotations.NullMarked;
