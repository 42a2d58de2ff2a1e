package dev.holdfast.server.browse;

import dev.holdfast.core.tree.FileName;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A directory that is to be in a snapshot. */
public final class Folder {
    private final Map<FileName, Content> entries = new TreeMap<>();

    /** What a name stands for. */
    sealed interface Content {
        record File(byte[] bytes, int mode) implements Content {}

        record Link(byte[] target) implements Content {}

        record Fifo() implements Content {}

        record Inner(Folder folder) implements Content {}
    }

    Map<FileName, Content> entries() {
        return entries;
    }

    public Folder file(String name, String content) {
        return file(FileName.of(name), content.getBytes(StandardCharsets.UTF_8));
    }

    Folder file(FileName name, byte[] content) {
        return put(name, new Content.File(content, 0644));
    }

    Folder put(FileName name, Content content) {
        entries.put(name, content);
        return this;
    }

    Folder remove(String name) {
        entries.remove(FileName.of(name));
        return this;
    }

    /** The directory of that name, which is made if it is not there. */
    public Folder folder(String name) {
        Content content = entries.computeIfAbsent(FileName.of(name), missing -> new Content.Inner(new Folder()));
        return ((Content.Inner) content).folder();
    }
}
