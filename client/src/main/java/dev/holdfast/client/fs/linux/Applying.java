package dev.holdfast.client.fs.linux;

import dev.holdfast.client.fs.AccessList;
import dev.holdfast.client.fs.AttributeKind;
import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.FsException.Reason;
import dev.holdfast.client.fs.Refusal;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.ExtendedAttribute;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Owner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * One setting of attributes on one node. The order matters: a new owner takes setuid, setgid and capabilities away, an access
 * control list rewrites the permission bits, and everything moves the times. What is as it should be already is left alone, which
 * for a small new file is most of it.
 */
final class Applying {
    private static final byte[] CAPABILITY = "security.capability".getBytes(StandardCharsets.US_ASCII);
    private static final long NO_ID = 0xffff_ffffL;
    private static final int LEAVE = -1;
    private static final int SETUID = 04000;
    private static final int SETGID = 02000;
    private static final int PLAIN_BITS = 01777;

    private final Scratch scratch = Scratch.ofThread();
    private final Settable node;
    private final Attributes wanted;
    private final Set<AttributeKind> kinds;
    private final List<Refusal> refusals = new ArrayList<>();
    private FileStat now;
    private boolean isListSet;

    Applying(Settable node, Attributes wanted, Set<AttributeKind> kinds) {
        this.node = node;
        this.wanted = wanted;
        this.kinds = kinds;
        this.now = Stats.ofDescriptor(scratch, node.descriptor());
    }

    List<Refusal> run() {
        if (kinds.contains(AttributeKind.OWNER)) {
            changeOwner();
        }
        if (kinds.contains(AttributeKind.EXTENDED)) {
            changeExtended();
        }
        if (kinds.contains(AttributeKind.MODE) || kinds.contains(AttributeKind.PRIVILEGED_MODE)) {
            changeMode();
        }
        if (kinds.contains(AttributeKind.PRIVILEGED_MODE)) {
            changeCapability();
        }
        if (kinds.contains(AttributeKind.TIMES)) {
            changeTimes();
        }
        return List.copyOf(refusals);
    }

    private void changeOwner() {
        Owner owner = wanted.owner();
        if (isOwnedBy(owner.uid()) && now.gid() == owner.gid()) {
            return;
        }
        if (!isId(owner.uid()) || !isId(owner.gid())) {
            // The kernel would take the number for "leave as it is".
            refusals.add(new Refusal(AttributeKind.OWNER, Reason.UNSUPPORTED, "chown: no such user or group number"));
            return;
        }
        int result = AttributeCalls.chown(scratch, node.descriptor(), (int) owner.uid(), (int) owner.gid());
        if (result < 0) {
            refuse(AttributeKind.OWNER, "chown " + owner.uid() + ":" + owner.gid(), result);
            // Without privilege, one's own groups are still open to choose from.
            var _ = AttributeCalls.chown(scratch, node.descriptor(), LEAVE, (int) owner.gid());
        }
        now = Stats.ofDescriptor(scratch, node.descriptor());
    }

    private boolean isOwnedBy(long uid) {
        return now.uid() == uid;
    }

    private static boolean isId(long number) {
        return number >= 0 && number < NO_ID;
    }

    private void changeExtended() {
        List<ExtendedAttribute> present = present();
        for (ExtendedAttribute attribute : wanted.extended()) {
            if (!isCapability(attribute)) {
                boolean isSet = present.contains(attribute) || set(AttributeKind.EXTENDED, attribute);
                isListSet |= isSet && AccessList.isAccessList(attribute.name());
            }
        }
        for (ExtendedAttribute attribute : present) {
            if (isRemovable(attribute) && !isWanted(attribute)) {
                remove(AttributeKind.EXTENDED, attribute);
            }
        }
        if (!present.isEmpty() || !wanted.extended().isEmpty()) {
            now = Stats.ofDescriptor(scratch, node.descriptor());
        }
    }

    private List<ExtendedAttribute> present() {
        try {
            return node.all(scratch);
        } catch (FsException unreadable) {
            refusals.add(new Refusal(AttributeKind.EXTENDED, unreadable.reason(), String.valueOf(unreadable.getMessage())));
            return List.of();
        }
    }

    private void changeMode() {
        if (now.type() == NodeType.SYMLINK) {
            return;
        }
        int mode = now.mode();
        if (kinds.contains(AttributeKind.MODE)) {
            mode = (isListSet ? wanted.mode() : AccessList.modeWithoutList(wanted)) & PLAIN_BITS;
        }
        if (kinds.contains(AttributeKind.PRIVILEGED_MODE)) {
            mode = mode & PLAIN_BITS | privilegedBits();
        }
        if (mode != now.mode()) {
            int result = node.changeMode(scratch, mode);
            if (result < 0) {
                refuse(AttributeKind.MODE, "chmod " + Integer.toOctalString(mode), result);
            }
        }
    }

    /** Setuid and setgid, unless they would lend the rights of somebody else than the attributes say. */
    private int privilegedBits() {
        int bits = wanted.mode() & ~PLAIN_BITS;
        if (kinds.contains(AttributeKind.OWNER)) {
            bits &= isOwnedBy(wanted.owner().uid()) ? -1 : ~SETUID;
            bits &= now.gid() == wanted.owner().gid() ? -1 : ~SETGID;
        }
        return bits;
    }

    private void changeCapability() {
        for (ExtendedAttribute attribute : wanted.extended()) {
            if (isCapability(attribute)) {
                set(AttributeKind.PRIVILEGED_MODE, attribute);
                return;
            }
        }
        int length = node.get(scratch, CAPABILITY);
        if (length >= 0) {
            remove(AttributeKind.PRIVILEGED_MODE, new ExtendedAttribute(CAPABILITY, new byte[0]));
        }
    }

    private void changeTimes() {
        scratch.times(wanted.modified().seconds(), wanted.modified().nanos());
        int result = node.changeTimes(scratch);
        if (result < 0) {
            refuse(AttributeKind.TIMES, "utimensat", result);
        } else if (!isCommon(wanted.modified().seconds()) && !isTimeKept()) {
            String message = "utimensat: the file system cannot keep a time so far off";
            refusals.add(new Refusal(AttributeKind.TIMES, Reason.UNSUPPORTED, message));
        }
    }

    private boolean isTimeKept() {
        return Stats.ofDescriptor(scratch, node.descriptor()).modified().equals(wanted.modified());
    }

    /** A time that every file system keeps; the kernel moves others to the nearest that it can keep, and says nothing. */
    private static boolean isCommon(long seconds) {
        return seconds >= 0 && seconds <= Integer.MAX_VALUE;
    }

    private boolean set(AttributeKind kind, ExtendedAttribute attribute) {
        byte[] value = attribute.value();
        if (value.length > Scratch.BUFFER_BYTES || text(attribute).indexOf('\0') >= 0) {
            // The kernel would end the name at its NUL and set another attribute than this one.
            refusals.add(new Refusal(kind, Reason.UNSUPPORTED, "setxattr: no attribute that Linux could have"));
            return false;
        }
        scratch.fillBuffer(value, 0, value.length);
        int result = node.set(scratch, attribute.name(), value.length);
        if (result < 0) {
            refuse(kind, "setxattr " + text(attribute), result);
        }
        return result >= 0;
    }

    private void remove(AttributeKind kind, ExtendedAttribute attribute) {
        int result = node.remove(scratch, attribute.name());
        if (result < 0 && !Errno.ENODATA.is(result)) {
            refuse(kind, "removexattr " + text(attribute), result);
        }
    }

    private boolean isWanted(ExtendedAttribute attribute) {
        return wanted.extended().stream().anyMatch(other -> Arrays.equals(other.name(), attribute.name()));
    }

    /** Labels that the system itself puts on every file are not the user's to remove. */
    private static boolean isRemovable(ExtendedAttribute attribute) {
        String name = text(attribute);
        return name.startsWith("user.") || name.startsWith("trusted.") || name.startsWith("system.posix_acl_");
    }

    private static boolean isCapability(ExtendedAttribute attribute) {
        return Arrays.equals(attribute.name(), CAPABILITY);
    }

    private static String text(ExtendedAttribute attribute) {
        return new String(attribute.name(), StandardCharsets.UTF_8);
    }

    private void refuse(AttributeKind kind, String call, int result) {
        refusals.add(new Refusal(kind, Errno.reason(result), Errno.message(call, result)));
    }
}
