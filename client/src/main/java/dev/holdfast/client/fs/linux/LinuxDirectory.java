package dev.holdfast.client.fs.linux;

import dev.holdfast.client.fs.AttributeKind;
import dev.holdfast.client.fs.Directory;
import dev.holdfast.client.fs.FileStat;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.client.fs.FsException.Reason;
import dev.holdfast.client.fs.Refusal;
import dev.holdfast.client.fs.SourceFile;
import dev.holdfast.client.fs.TargetFile;
import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.ExtendedAttribute;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.NodeType;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** An open directory; every name is resolved by the kernel relative to its descriptor. */
final class LinuxDirectory implements Directory {
    private static final int NEW_NODE_MODE = 0600;

    private final Descriptor descriptor;
    /** Set while somebody lists through the descriptor, which has only one position. */
    private final AtomicBoolean isListing = new AtomicBoolean();

    /** How the extended attributes are reached through the descriptor's number. */
    private final IntFunction<ExtendedSource> extended;

    private LinuxDirectory(Descriptor descriptor, IntFunction<ExtendedSource> extended) {
        this.descriptor = descriptor;
        this.extended = extended;
    }

    /** A directory that is open for listing. */
    static LinuxDirectory opened(Descriptor descriptor) {
        return new LinuxDirectory(descriptor, ExtendedSource.OfDescriptor::new);
    }

    /** A directory of which there is only a handle, which is no way to its extended attributes. */
    static LinuxDirectory place(Descriptor descriptor) {
        return new LinuxDirectory(descriptor, number -> ExtendedSource.OfChild.of(number, new byte[] {'.'}));
    }

    @Override
    public FileStat stat() {
        return Stats.ofDescriptor(Scratch.ofThread(), descriptor.number());
    }

    @Override
    public List<ExtendedAttribute> extendedAttributes() {
        return extended.apply(descriptor.number()).all(Scratch.ofThread());
    }

    @Override
    public void list(Consumer<FileName> each) {
        if (isListing.compareAndSet(false, true)) {
            try {
                rewind();
                Listing.list(descriptor.number(), each);
            } finally {
                isListing.set(false);
            }
            return;
        }
        var own = new Descriptor(Opening.again(Scratch.ofThread(), descriptor.number()));
        try {
            Listing.list(own.number(), each);
        } finally {
            var _ = own.close();
        }
    }

    private void rewind() {
        long result = FileCalls.lseek(Scratch.ofThread(), descriptor.number(), 0, Flags.SEEK_SET);
        if (result < 0) {
            throw Errno.failure("lseek", result);
        }
    }

    @Override
    public FileStat stat(FileName child) {
        Scratch scratch = Scratch.ofThread();
        return Stats.ofPath(scratch, descriptor.number(), scratch.first(child.bytes()));
    }

    @Override
    public List<ExtendedAttribute> extendedAttributes(FileName child) {
        return ExtendedSource.OfChild.of(descriptor.number(), child.bytes()).all(Scratch.ofThread());
    }

    @Override
    public byte[] readLink(FileName child) {
        Scratch scratch = Scratch.ofThread();
        int length = NameCalls.readlinkat(scratch, descriptor.number(), scratch.first(child.bytes()));
        return scratch.copyOfBuffer(Errno.check("readlinkat", length));
    }

    @Override
    public Directory open(FileName child) {
        return opened(new Descriptor(Opening.directory(Scratch.ofThread(), descriptor.number(), child)));
    }

    @Override
    public SourceFile openFile(FileName child) {
        Scratch scratch = Scratch.ofThread();
        var opened = new Descriptor(Opening.file(scratch, descriptor.number(), child));
        return new LinuxSourceFile(opened, statOfFile(scratch, opened));
    }

    @Override
    public void createDirectory(FileName child, int mode) {
        Scratch scratch = Scratch.ofThread();
        Errno.check("mkdirat", NameCalls.mkdirat(scratch, descriptor.number(), scratch.first(child.bytes()), mode));
    }

    @Override
    public TargetFile createFile(FileName child) {
        return new LinuxTargetFile(new Descriptor(Opening.newFile(Scratch.ofThread(), descriptor.number(), child)));
    }

    @Override
    public TargetFile openForWriting(FileName child) {
        Scratch scratch = Scratch.ofThread();
        var opened = new Descriptor(Opening.fileForWriting(scratch, descriptor.number(), child));
        statOfFile(scratch, opened);
        return new LinuxTargetFile(opened);
    }

    @Override
    public void createSymlink(FileName child, byte[] target) {
        Scratch scratch = Scratch.ofThread();
        for (byte b : target) {
            if (b == 0) {
                throw new FsException(Reason.UNSUPPORTED, "symlinkat: a target with NUL", null);
            }
        }
        var name = scratch.second(child.bytes());
        Errno.check("symlinkat", NameCalls.symlinkat(scratch, scratch.first(target), descriptor.number(), name));
    }

    @Override
    public void createSpecial(FileName child, NodeType type, long device) {
        Scratch scratch = Scratch.ofThread();
        int typeAndMode = typeBits(type) | NEW_NODE_MODE;
        boolean isDevice = type == NodeType.CHARACTER_DEVICE || type == NodeType.BLOCK_DEVICE;
        var name = scratch.first(child.bytes());
        Errno.check(
                "mknodat", NameCalls.mknodat(scratch, descriptor.number(), name, typeAndMode, isDevice ? device : 0));
    }

    @Override
    public void link(Directory from, FileName existing, FileName child) {
        if (!(from instanceof LinuxDirectory source)) {
            throw new FsException(Reason.UNSUPPORTED, "linkat: a directory of another access", null);
        }
        Scratch scratch = Scratch.ofThread();
        var first = scratch.first(existing.bytes());
        var second = scratch.second(child.bytes());
        Errno.check(
                "linkat",
                NameCalls.linkat(scratch, source.descriptor.number(), first, descriptor.number(), second));
    }

    @Override
    public void rename(FileName from, FileName to) {
        Scratch scratch = Scratch.ofThread();
        var first = scratch.first(from.bytes());
        var second = scratch.second(to.bytes());
        Errno.check("renameat", NameCalls.renameat(scratch, descriptor.number(), first, second));
        if (FileCalls.statx(scratch, descriptor.number(), first, Flags.AT_SYMLINK_NO_FOLLOW) == 0 && !from.equals(to)) {
            removeSpareLink(from, to);
        }
    }

    /** Ends a renaming for which the kernel does nothing: where both names are links of one file already. */
    private void removeSpareLink(FileName from, FileName to) {
        if (stat(from).inode().equals(stat(to).inode())) {
            remove(from);
        }
    }

    @Override
    public void remove(FileName child) {
        unlink(child, 0);
    }

    @Override
    public void removeDirectory(FileName child) {
        unlink(child, Flags.AT_REMOVE_DIRECTORY);
    }

    private void unlink(FileName child, int flags) {
        Scratch scratch = Scratch.ofThread();
        Errno.check(
                "unlinkat", NameCalls.unlinkat(scratch, descriptor.number(), scratch.first(child.bytes()), flags));
    }

    @Override
    public List<Refusal> apply(FileName child, Attributes attributes, Set<AttributeKind> kinds) {
        var place = new Descriptor(Opening.place(Scratch.ofThread(), descriptor.number(), child));
        try {
            return new Applying(new Settable.OfPlace(place.number()), attributes, kinds).run();
        } finally {
            var _ = place.close();
        }
    }

    @Override
    public List<Refusal> apply(Attributes attributes, Set<AttributeKind> kinds) {
        return new Applying(new Settable.OfDescriptor(descriptor.number()), attributes, kinds).run();
    }

    @Override
    public void syncFileSystem() {
        Errno.check("syncfs", FileCalls.syncfs(Scratch.ofThread(), descriptor.number()));
    }

    @Override
    public void close() {
        var _ = descriptor.close();
    }

    /** What was opened, which must be a regular file; closed if it is not. */
    private static FileStat statOfFile(Scratch scratch, Descriptor opened) {
        try {
            FileStat stat = Stats.ofDescriptor(scratch, opened.number());
            Opening.mustBeFile(stat);
            return stat;
        } catch (RuntimeException | Error failure) {
            var _ = opened.close();
            throw failure;
        }
    }

    private static int typeBits(NodeType type) {
        return switch (type) {
            case FIFO -> Flags.TYPE_FIFO;
            case SOCKET -> Flags.TYPE_SOCKET;
            case CHARACTER_DEVICE -> Flags.TYPE_CHARACTER_DEVICE;
            case BLOCK_DEVICE -> Flags.TYPE_BLOCK_DEVICE;
            case FILE, DIRECTORY, SYMLINK -> throw new IllegalArgumentException(type + " is no special node");
        };
    }
}
