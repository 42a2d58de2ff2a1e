package dev.holdfast.core.protocol;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.SessionId;

/**
 * A session that committed.
 *
 * @param version the row's version, for compare-and-set
 * @param manifest fingerprint of its manifest chunk
 * @param sealedManifest the manifest as a sealed segment
 */
public record Snapshot(
        SessionId id,
        long sequence,
        long version,
        Fingerprint manifest,
        byte[] sealedManifest,
        SnapshotLabels labels) {}
