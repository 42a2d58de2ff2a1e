package dev.holdfast.client.cli.browsing;

import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.output.Moments;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.Owner;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.text.Names;
import dev.holdfast.engine.text.Times;
import java.time.ZoneId;
import java.util.Locale;

/** How entries of a snapshot are shown. */
final class NodeText {
    private static final String BITS = "rwxrwxrwx";

    private NodeText() {}

    /** A line like that of {@code ls -l}. */
    static String line(RawPath path, Node node, ZoneId zone) {
        Attributes attributes = node.attributes();
        Owner owner = attributes.owner();
        String target = node instanceof Node.Symlink link ? " -> " + Names.escape(link.target()) : "";
        return String.format(
                Locale.ROOT,
                "%s %8s %8s %12d %s %s%s",
                mode(node),
                owner.user().isEmpty() ? Long.toString(owner.uid()) : owner.user(),
                owner.group().isEmpty() ? Long.toString(owner.gid()) : owner.group(),
                size(node),
                Times.format(Moments.of(attributes.modified()), zone),
                Names.escape(path.bytes()),
                target);
    }

    static long size(Node node) {
        return node instanceof Node.File file ? file.size() : 0;
    }

    static String type(Node node) {
        return node.type().name().toLowerCase(Locale.ROOT);
    }

    private static String mode(Node node) {
        int mode = node.attributes().mode();
        StringBuilder text = new StringBuilder(10).append(letter(node));
        for (int i = 0; i < BITS.length(); i++) {
            text.append((mode & 0400 >> i) == 0 ? '-' : BITS.charAt(i));
        }
        special(text, 3, (mode & 04000) != 0, 's');
        special(text, 6, (mode & 02000) != 0, 's');
        special(text, 9, (mode & 01000) != 0, 't');
        return text.toString();
    }

    private static void special(StringBuilder text, int place, boolean set, char letter) {
        if (set) {
            text.setCharAt(place, text.charAt(place) == 'x' ? letter : Character.toUpperCase(letter));
        }
    }

    private static char letter(Node node) {
        return switch (node.type()) {
            case FILE -> '-';
            case DIRECTORY -> 'd';
            case SYMLINK -> 'l';
            case FIFO -> 'p';
            case SOCKET -> 's';
            case CHARACTER_DEVICE -> 'c';
            case BLOCK_DEVICE -> 'b';
        };
    }

    /** The fields of an entry's JSON object. */
    static void write(Json json, RawPath path, Node node) {
        Attributes attributes = node.attributes();
        json.path("path", path.bytes())
                .field("kind", type(node))
                .field("mode", String.format(Locale.ROOT, "%04o", attributes.mode()))
                .field("uid", attributes.owner().uid())
                .field("gid", attributes.owner().gid())
                .field("user", attributes.owner().user())
                .field("group", attributes.owner().group())
                .field("size", size(node))
                .time("modified", Moments.of(attributes.modified()))
                .field("inode", attributes.inode().number())
                .field("links", attributes.inode().links());
        if (node instanceof Node.Symlink link) {
            json.path("target", link.target());
        }
    }
}
