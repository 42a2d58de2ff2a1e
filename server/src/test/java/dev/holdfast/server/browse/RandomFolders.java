package dev.holdfast.server.browse;

import dev.holdfast.core.tree.FileName;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Makes directories and changes them, from a seed. */
final class RandomFolders {
    private final RandomGenerator random;

    RandomFolders(RandomGenerator random) {
        this.random = random;
    }

    Folder folder(int depth) {
        Folder folder = new Folder();
        for (int i = random.nextInt(8); i > 0; i--) {
            folder.put(FileName.of("n" + random.nextInt(12)), content(depth));
        }
        return folder;
    }

    private Folder.Content content(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> new Folder.Content.Link(text());
            case 1, 2 -> depth == 0 ? new Folder.Content.Fifo() : new Folder.Content.Inner(folder(depth - 1));
            default -> new Folder.Content.File(text(), random.nextBoolean() ? 0600 : 0644);
        };
    }

    private byte[] text() {
        return ("content " + random.nextInt(3)).getBytes(StandardCharsets.UTF_8);
    }

    /** A copy with a few entries added, removed, or of another kind. */
    Folder changed(Folder original) {
        Folder copy = new Folder();
        original.entries().forEach((name, content) -> {
            if (random.nextInt(6) > 0) {
                copy.put(name, changed(content));
            }
        });
        for (int i = random.nextInt(3); i > 0; i--) {
            copy.put(FileName.of("n" + random.nextInt(12)), content(2));
        }
        return copy;
    }

    private Folder.Content changed(Folder.Content content) {
        if (random.nextInt(6) == 0) {
            return content(2);
        }
        return content instanceof Folder.Content.Inner(Folder inner)
                ? new Folder.Content.Inner(random.nextInt(3) == 0 ? inner : changed(inner))
                : content;
    }
}
