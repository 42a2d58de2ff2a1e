package dev.holdfast.client.fs;

import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.ExtendedAttribute;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A POSIX access control list as Linux keeps it in an extended attribute: a version, then entries of tag, permissions and id.
 *
 * <p>A file with such a list shows the list's <em>mask</em> as the group bits of its mode. Where the list cannot be set, these bits
 * must not be set either, or the owning group would gain what was meant for a few named users.
 */
public final class AccessList {
    private static final byte[] ACCESS = "system.posix_acl_access".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 2;
    private static final int ENTRY_BYTES = 8;
    private static final int TAG_OWNING_GROUP = 4;
    private static final int TAG_MASK = 0x10;
    private static final int GROUP_BITS = 070;

    private AccessList() {}

    /** True for the attribute that holds a node's own access control list. */
    public static boolean isAccessList(byte[] attributeName) {
        return Arrays.equals(attributeName, ACCESS);
    }

    /** The mode for a node that does not get the list among its attributes: with what the list grants the owning group. */
    public static int modeWithoutList(Attributes attributes) {
        int mode = attributes.mode();
        for (ExtendedAttribute attribute : attributes.extended()) {
            if (isAccessList(attribute.name())) {
                mode = mode & ~GROUP_BITS | mode & owningGroup(attribute.value()) << 3;
            }
        }
        return mode;
    }

    /** What the list gives the owning group; nothing if the list cannot be read. */
    private static int owningGroup(byte[] list) {
        ByteBuffer entries = ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN);
        if (list.length % ENTRY_BYTES != Integer.BYTES || entries.getInt() != VERSION) {
            return 0;
        }
        int group = 0;
        int mask = 7;
        while (entries.hasRemaining()) {
            int tag = entries.getShort();
            int permissions = entries.getShort() & 7;
            entries.getInt();
            if (tag == TAG_OWNING_GROUP) {
                group = permissions;
            } else if (tag == TAG_MASK) {
                mask = permissions;
            }
        }
        return group & mask;
    }
}
