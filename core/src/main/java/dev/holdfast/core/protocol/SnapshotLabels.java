package dev.holdfast.core.protocol;

/**
 * What may be changed about a snapshot.
 *
 * @param protection whether {@code forget} refuses it
 * @param sealedTags the tags as a sealed segment, or empty if they are those of the manifest
 */
public record SnapshotLabels(Protection protection, byte[] sealedTags) {
    /** Labels of a fresh snapshot. */
    public static final SnapshotLabels INITIAL = new SnapshotLabels(Protection.NONE, new byte[0]);

    /** Whether a snapshot may be forgotten. */
    public enum Protection {
        NONE,
        PROTECTED
    }
}
