package dev.holdfast.client.mount;

import dev.holdfast.core.id.Fingerprint;

/**
 * A directory of a snapshot that the kernel knows.
 *
 * @param number what its children's numbers begin with
 * @param tree its TREE chunk
 * @param snapshot sequence number of the snapshot
 */
record KnownDirectory(int number, Fingerprint tree, long snapshot) {}
