package dev.holdfast.client.fs.portable;

import dev.holdfast.client.fs.AccessList;
import dev.holdfast.client.fs.AttributeKind;
import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.Refusal;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.ExtendedAttribute;
import dev.holdfast.core.tree.NodeType;
import dev.holdfast.core.tree.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** One setting of attributes on the node at a path, in the order that lets none undo another. */
final class PortableApplying {
    private static final int PLAIN_BITS = 01777;
    private static final int SETUID = 04000;
    private static final int SETGID = 02000;

    private final Path path;
    private final Attributes wanted;
    private final Set<AttributeKind> kinds;
    private final List<Refusal> refusals = new ArrayList<>();

    PortableApplying(Path path, Attributes wanted, Set<AttributeKind> kinds) {
        this.path = path;
        this.wanted = wanted;
        this.kinds = kinds;
    }

    List<Refusal> run() throws IOException {
        if (kinds.contains(AttributeKind.OWNER) && Nodes.isUnix(path)) {
            changeOwner();
        }
        if (kinds.contains(AttributeKind.EXTENDED)) {
            changeExtended();
        }
        if (kinds.contains(AttributeKind.MODE) || kinds.contains(AttributeKind.PRIVILEGED_MODE)) {
            changeMode();
        }
        if (kinds.contains(AttributeKind.TIMES)) {
            attempt(AttributeKind.TIMES, "set times", this::changeTimes);
        }
        return List.copyOf(refusals);
    }

    private void changeOwner() throws IOException {
        FileStat now = Nodes.stat(path);
        Owner owner = wanted.owner();
        if (now.uid() != owner.uid()) {
            attempt(AttributeKind.OWNER, "set owner " + owner.uid(), () -> set("unix:uid", (int) owner.uid()));
        }
        if (now.gid() != owner.gid()) {
            attempt(AttributeKind.OWNER, "set group " + owner.gid(), () -> set("unix:gid", (int) owner.gid()));
        }
    }

    private void changeExtended() throws IOException {
        List<ExtendedAttribute> present = ExtendedView.read(path);
        for (ExtendedAttribute attribute : wanted.extended()) {
            boolean isPrivileged = ExtendedView.text(attribute).equals("security.capability");
            if (!isPrivileged && !present.contains(attribute)) {
                String operation = "set attribute " + ExtendedView.text(attribute);
                attempt(AttributeKind.EXTENDED, operation, () -> ExtendedView.write(path, attribute));
            }
        }
        for (ExtendedAttribute attribute : present) {
            if (wanted.extended().stream().noneMatch(other -> Arrays.equals(other.name(), attribute.name()))) {
                String operation = "remove attribute " + ExtendedView.text(attribute);
                attempt(AttributeKind.EXTENDED, operation, () -> ExtendedView.remove(path, attribute));
            }
        }
    }

    private void changeMode() throws IOException {
        FileStat now = Nodes.stat(path);
        if (now.type() == NodeType.SYMLINK || !Nodes.isUnix(path)) {
            return;
        }
        int mode = kinds.contains(AttributeKind.MODE) ? AccessList.modeWithoutList(wanted) & PLAIN_BITS : now.mode();
        if (kinds.contains(AttributeKind.PRIVILEGED_MODE)) {
            mode = mode & PLAIN_BITS | privilegedBits(now);
        }
        int chosen = mode;
        if (chosen != now.mode()) {
            String operation = "set mode " + Integer.toOctalString(chosen);
            attempt(AttributeKind.MODE, operation, () -> set("unix:mode", chosen));
        }
    }

    /** Setuid and setgid, unless they would lend the rights of somebody else than the attributes say. */
    private int privilegedBits(FileStat now) {
        int bits = wanted.mode() & ~PLAIN_BITS;
        if (kinds.contains(AttributeKind.OWNER)) {
            bits &= now.uid() == wanted.owner().uid() ? -1 : ~SETUID;
            bits &= now.gid() == wanted.owner().gid() ? -1 : ~SETGID;
        }
        return bits;
    }

    private void changeTimes() throws IOException {
        Instant instant = Instant.ofEpochSecond(wanted.modified().seconds(), wanted.modified().nanos());
        FileTime time = FileTime.from(instant);
        var view = Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        view.setTimes(time, time, null);
        if (!Nodes.stat(path).modified().equals(wanted.modified())) {
            // Java sets what it cannot express to 1970 and says nothing.
            throw new UnsupportedOperationException("Java cannot express the time " + instant);
        }
    }

    private void set(String attribute, Object value) throws IOException {
        Files.setAttribute(path, attribute, value, LinkOption.NOFOLLOW_LINKS);
    }

    private void attempt(AttributeKind kind, String operation, Calls.Action action) {
        try {
            action.run();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            refusals.add(new Refusal(kind, Failures.reason(e), Failures.message(operation, e)));
        }
    }
}
