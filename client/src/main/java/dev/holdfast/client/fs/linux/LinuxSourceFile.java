package dev.holdfast.client.fs.linux;

import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.SourceFile;
import dev.holdfast.core.tree.ExtendedAttribute;
import java.util.List;

/** A regular file open for reading. */
final class LinuxSourceFile implements SourceFile {
    private final Descriptor descriptor;
    private final FileStat statAtOpen;

    LinuxSourceFile(Descriptor descriptor, FileStat statAtOpen) {
        this.descriptor = descriptor;
        this.statAtOpen = statAtOpen;
    }

    @Override
    public FileStat statAtOpen() {
        return statAtOpen;
    }

    @Override
    public FileStat stat() {
        return Stats.ofDescriptor(Scratch.ofThread(), descriptor.number());
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) {
        return Content.read(descriptor.number(), position, target, offset, length);
    }

    @Override
    public long nextData(long position, long size) {
        return seek(position, size, Flags.SEEK_DATA, position);
    }

    @Override
    public long nextHole(long position, long size) {
        return seek(position, size, Flags.SEEK_HOLE, size);
    }

    private long seek(long position, long size, int whence, long withoutHoles) {
        long found = FileCalls.lseek(Scratch.ofThread(), descriptor.number(), position, whence);
        if (Errno.ENXIO.is(found)) {
            return size;
        }
        if (Errno.EINVAL.is(found) || Errno.EOPNOTSUPP.is(found)) {
            return Math.min(withoutHoles, size);
        }
        if (found < 0) {
            throw Errno.failure("lseek", found);
        }
        return Math.min(found, size);
    }

    @Override
    public List<ExtendedAttribute> extendedAttributes() {
        return new ExtendedSource.OfDescriptor(descriptor.number()).all(Scratch.ofThread());
    }

    @Override
    public void close() {
        // What close says of a file that was only read changes nothing about what was read.
        var _ = descriptor.close();
    }
}
