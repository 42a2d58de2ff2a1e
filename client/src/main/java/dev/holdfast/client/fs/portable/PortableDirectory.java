package dev.holdfast.client.fs.portable;

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
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A directory by its place, with Java's hold on it where there is one. */
final class PortableDirectory implements Directory {
    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> WRITING =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> CREATING =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    private final Place place;
    private final Children children;

    PortableDirectory(Place place, Children children) {
        this.place = place;
        this.children = children;
    }

    @Override
    public FileStat stat() {
        return Calls.get("stat", () -> Nodes.stat(place.current()));
    }

    @Override
    public List<ExtendedAttribute> extendedAttributes() {
        return Calls.get("read attributes", () -> ExtendedView.read(place.current()));
    }

    @Override
    public void list(Consumer<FileName> each) {
        Calls.run("list", () -> {
            try (DirectoryStream<Path> stream = children.list()) {
                for (Path child : stream) {
                    each.accept(Names.name(child));
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        });
    }

    @Override
    public FileStat stat(FileName child) {
        return Calls.get("stat", () -> Nodes.stat(place.child(child)));
    }

    @Override
    public List<ExtendedAttribute> extendedAttributes(FileName child) {
        return Calls.get("read attributes", () -> ExtendedView.read(place.child(child)));
    }

    @Override
    public byte[] readLink(FileName child) {
        Path target = Calls.get("read link", () -> Files.readSymbolicLink(place.child(child)));
        return target.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Directory open(FileName child) {
        return Calls.get("open", () -> {
            Place found = Place.of(place.child(child));
            return new PortableDirectory(found, children.open(component(child), found));
        });
    }

    @Override
    public SourceFile openFile(FileName child) {
        return Calls.get("open", () -> new PortableSourceFile(existing(child, READING)));
    }

    @Override
    public void createDirectory(FileName child, int mode) {
        Calls.run("create directory", () -> Files.createDirectory(place.child(child), permissions(mode)));
    }

    @Override
    public TargetFile createFile(FileName child) {
        return Calls.get("create", () -> {
            FileChannel opened = children.channel(component(child), CREATING, permissions(0600));
            return new PortableTargetFile(PortableFile.of(opened, place, child));
        });
    }

    @Override
    public TargetFile openForWriting(FileName child) {
        return Calls.get("open", () -> new PortableTargetFile(existing(child, WRITING)));
    }

    /** Opens what is a regular file just before, since Java opens a FIFO only when somebody holds the other end. */
    private PortableFile existing(FileName child, Set<OpenOption> options) throws IOException {
        switch (Nodes.stat(place.child(child)).type()) {
            case FILE -> {}
            case SYMLINK -> throw new FsException(Reason.SYMBOLIC_LINK, "open: a symbolic link", null);
            case DIRECTORY -> throw new FsException(Reason.IS_A_DIRECTORY, "open: a directory", null);
            case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE ->
                throw Failures.unsupported("open", "not a regular file");
        }
        return PortableFile.of(children.channel(component(child), options), place, child);
    }

    @Override
    public void createSymlink(FileName child, byte[] target) {
        Path to = Names.path(place.path().getFileSystem(), target);
        Calls.run("create link", () -> Files.createSymbolicLink(place.child(child), to));
    }

    @Override
    public void createSpecial(FileName child, NodeType type, long device) {
        throw Failures.unsupported("create", "Java makes no special files");
    }

    @Override
    public void link(Directory from, FileName existing, FileName child) {
        if (!(from instanceof PortableDirectory source)) {
            throw Failures.unsupported("link", "a directory of another access");
        }
        Calls.run("link", () -> Files.createLink(place.child(child), source.place.child(existing)));
    }

    @Override
    public void rename(FileName from, FileName to) {
        Calls.run("rename", () -> {
            Path source = place.child(from);
            Path target = place.child(to);
            if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FsException(Reason.IS_A_DIRECTORY, "rename: a directory is in the way", null);
            }
            boolean isSame = Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                    && Nodes.isUnix(target)
                    && Nodes.stat(source).inode().equals(Nodes.stat(target).inode());
            if (isSame && !from.equals(to)) {
                children.remove(component(from));
            } else {
                children.rename(component(from), component(to));
            }
        });
    }

    @Override
    public void remove(FileName child) {
        Calls.run("remove", () -> {
            if (Files.isDirectory(place.child(child), LinkOption.NOFOLLOW_LINKS)) {
                throw new FsException(Reason.IS_A_DIRECTORY, "remove: a directory", null);
            }
            children.remove(component(child));
        });
    }

    @Override
    public void removeDirectory(FileName child) {
        Calls.run("remove directory", () -> {
            Place.of(place.child(child));
            children.removeDirectory(component(child));
        });
    }

    @Override
    public List<Refusal> apply(FileName child, Attributes attributes, Set<AttributeKind> kinds) {
        return Calls.get("apply", () -> new PortableApplying(place.child(child), attributes, kinds).run());
    }

    @Override
    public List<Refusal> apply(Attributes attributes, Set<AttributeKind> kinds) {
        return Calls.get("apply", () -> new PortableApplying(place.current(), attributes, kinds).run());
    }

    /** Files are durable since they were closed; here the names follow, on systems where a directory can be opened as a file. */
    @Override
    public void syncFileSystem() {
        if (Nodes.isUnix(place.path())) {
            Calls.run("sync", () -> {
                try (FileChannel directory = FileChannel.open(place.current(), StandardOpenOption.READ)) {
                    directory.force(true);
                }
            });
        }
    }

    @Override
    public void close() {
        Calls.run("close", children::close);
    }

    private Path component(FileName child) {
        return Names.path(place.path().getFileSystem(), child);
    }

    private FileAttribute<?>[] permissions(int mode) {
        if (!place.path().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        var text = new StringBuilder("rwxrwxrwx");
        for (int i = 0; i < text.length(); i++) {
            if ((mode << i & 0400) == 0) {
                text.setCharAt(i, '-');
            }
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text.toString()))
        };
    }
}
