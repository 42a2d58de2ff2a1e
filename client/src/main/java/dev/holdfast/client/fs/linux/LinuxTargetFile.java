package dev.holdfast.client.fs.linux;

import dev.holdfast.client.fs.AttributeKind;
import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.Refusal;
import dev.holdfast.client.fs.TargetFile;
import dev.holdfast.core.tree.Attributes;
import java.util.List;
import java.util.Set;

/** A regular file open for writing; holds nothing but its descriptor, so threads do not meet here. */
final class LinuxTargetFile implements TargetFile {
    private final Descriptor descriptor;

    LinuxTargetFile(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    @Override
    public FileStat stat() {
        return Stats.ofDescriptor(Scratch.ofThread(), descriptor.number());
    }

    @Override
    public void write(long position, byte[] source, int offset, int length) {
        Content.write(descriptor.number(), position, source, offset, length);
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) {
        return Content.read(descriptor.number(), position, target, offset, length);
    }

    @Override
    public void resize(long size) {
        Errno.check("ftruncate", FileCalls.ftruncate(Scratch.ofThread(), descriptor.number(), size));
    }

    @Override
    public List<Refusal> apply(Attributes attributes, Set<AttributeKind> kinds) {
        return new Applying(new Settable.OfDescriptor(descriptor.number()), attributes, kinds).run();
    }

    @Override
    public void close() {
        int result = descriptor.close();
        if (!Errno.EINTR.is(result)) {
            Errno.check("close", result);
        }
    }
}
