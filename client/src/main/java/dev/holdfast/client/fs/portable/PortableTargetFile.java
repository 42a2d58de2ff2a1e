package dev.holdfast.client.fs.portable;

import dev.holdfast.client.fs.AttributeKind;
import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.Refusal;
import dev.holdfast.client.fs.TargetFile;
import dev.holdfast.core.tree.Attributes;
import java.util.List;
import java.util.Set;

/** A regular file open for writing. It is made durable when it is closed, since Java cannot sync a whole file system later. */
record PortableTargetFile(PortableFile file) implements TargetFile {
    @Override
    public FileStat stat() {
        return Calls.get("stat", file::stat);
    }

    @Override
    public void write(long position, byte[] source, int offset, int length) {
        Calls.run("write", () -> file.write(position, source, offset, length));
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) {
        return Calls.get("read", () -> file.read(position, target, offset, length));
    }

    @Override
    public void resize(long size) {
        Calls.run("resize", () -> file.resize(size));
    }

    @Override
    public List<Refusal> apply(Attributes attributes, Set<AttributeKind> kinds) {
        return Calls.get("apply", () -> new PortableApplying(file.path(), attributes, kinds).run());
    }

    @Override
    public void close() {
        Calls.run("close", () -> {
            try (var channel = file.channel()) {
                if (channel.isOpen()) {
                    channel.force(true);
                }
            }
        });
    }
}
