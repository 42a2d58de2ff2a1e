package dev.holdfast.engine.browse.archive;

import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.ExtendedAttribute;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Timestamp;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * The header of one entry of a tar archive.
 *
 * @param entry the old form, where every program looks first
 * @param pax what the old form cannot hold
 */
record TarHeader(TarArchiveEntry entry, PaxRecords pax) {
    private static final int MAX_NAME_BYTES = 100;
    private static final int MAX_OWNER_BYTES = 31;
    private static final long MAX_OCTAL = 0_77777777777L;
    private static final long MAX_OCTAL_ID = 0_7777777L;

    /** A header with everything but extended attributes and a size. */
    static TarHeader of(Node node, byte flag, byte[] name, byte[] target) {
        TarArchiveEntry entry = new TarArchiveEntry(text(name), flag, true);
        TarHeader header = new TarHeader(entry, new PaxRecords());
        entry.setLinkName(text(target));
        entry.setMode(node.attributes().mode());
        if (name.length > MAX_NAME_BYTES) {
            header.pax.addName("path", name);
        }
        if (target.length > MAX_NAME_BYTES) {
            header.pax.addName("linkpath", target);
        }
        header.setOwner(node.attributes());
        header.setTime(node.attributes().modified());
        if (node instanceof Node.Special special) {
            header.setDevice(special.device());
        }
        return header;
    }

    private void setOwner(Attributes attributes) {
        long uid = attributes.owner().uid();
        long gid = attributes.owner().gid();
        entry.setUserId(uid);
        entry.setGroupId(gid);
        if (uid > MAX_OCTAL_ID) {
            pax.add("uid", String.valueOf(uid));
        }
        if (gid > MAX_OCTAL_ID) {
            pax.add("gid", String.valueOf(gid));
        }
        entry.setUserName(ownerName("uname", attributes.owner().user()));
        entry.setGroupName(ownerName("gname", attributes.owner().group()));
    }

    private String ownerName(String key, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_OWNER_BYTES) {
            return text(bytes);
        }
        pax.addName(key, bytes);
        return text(bytes).substring(0, MAX_OWNER_BYTES);
    }

    private void setTime(Timestamp time) {
        entry.setModTime(FileTime.from(time.seconds(), TimeUnit.SECONDS));
        if (time.nanos() != 0 || time.seconds() < 0 || time.seconds() > MAX_OCTAL) {
            pax.add("mtime", decimal(time));
        }
    }

    /** Seconds with a fraction; the fraction of a time before 1970 counts backwards there and forwards in a timestamp. */
    private static String decimal(Timestamp time) {
        if (time.nanos() == 0) {
            return String.valueOf(time.seconds());
        }
        boolean before = time.seconds() < 0;
        long whole = before ? -(time.seconds() + 1) : time.seconds();
        int nanos = before ? 1_000_000_000 - time.nanos() : time.nanos();
        return String.format(Locale.ROOT, "%s%d.%09d", before ? "-" : "", whole, nanos);
    }

    /** Splits a number that the C library's makedev joined. */
    private void setDevice(long device) {
        entry.setDevMajor((int) ((device >>> 8 & 0xFFF) | (device >>> 32 & 0x7FFF_F000)));
        entry.setDevMinor((int) ((device & 0xFF) | (device >>> 12 & 0x7FFF_FF00)));
    }

    void setSize(long bytes) {
        entry.setSize(bytes);
        if (bytes > MAX_OCTAL) {
            pax.add("size", String.valueOf(bytes));
        }
    }

    /** Adds extended attributes; in a key of a record an equals sign and a percent sign are written as percent escapes. */
    void addExtended(Node node) {
        for (ExtendedAttribute attribute : node.attributes().extended()) {
            String name = text(attribute.name()).replace("%", "%25").replace("=", "%3D");
            pax.add(("SCHILY.xattr." + name).getBytes(StandardCharsets.ISO_8859_1), attribute.value());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
