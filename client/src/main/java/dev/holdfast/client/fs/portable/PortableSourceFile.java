package dev.holdfast.client.fs.portable;

import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.SourceFile;
import dev.holdfast.core.tree.ExtendedAttribute;
import java.util.List;

/** A regular file open for reading, without knowledge of holes. */
record PortableSourceFile(PortableFile file) implements SourceFile {
    @Override
    public FileStat statAtOpen() {
        return file.statAtOpen();
    }

    @Override
    public FileStat stat() {
        return Calls.get("stat", file::stat);
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) {
        return Calls.get("read", () -> file.read(position, target, offset, length));
    }

    @Override
    public long nextData(long position, long size) {
        return Math.min(position, size);
    }

    @Override
    public long nextHole(long position, long size) {
        return size;
    }

    @Override
    public List<ExtendedAttribute> extendedAttributes() {
        return Calls.get("read attributes", () -> ExtendedView.read(file.path()));
    }

    @Override
    public void close() {
        Calls.run("close", file.channel()::close);
    }
}
