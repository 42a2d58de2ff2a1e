package dev.holdfast.core.tree;

import java.util.List;

/**
 * What every node has besides its name and content.
 *
 * @param mode permission bits with setuid, setgid and sticky (07777)
 * @param modified time of the last change of content
 * @param changed time of the last change of anything; kept to recognise unchanged files, never restored
 * @param extended extended attributes in order of their names
 */
public record Attributes(
        int mode, Owner owner, Timestamp modified, Timestamp changed, Inode inode, List<ExtendedAttribute> extended) {
    public Attributes {
        extended = List.copyOf(extended);
    }

    /** The same attributes but for the extended ones. */
    public Attributes withoutExtended() {
        return new Attributes(mode, owner, modified, changed, inode, List.of());
    }
}
