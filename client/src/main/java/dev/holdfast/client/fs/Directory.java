package dev.holdfast.client.fs;

import dev.holdfast.core.tree.Attributes;
import dev.holdfast.core.tree.ExtendedAttribute;
import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.NodeType;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** An open directory. Its operations name direct children and never follow a symbolic link; all but close may run in parallel. */
public interface Directory extends AutoCloseable {
    /** The directory itself. */
    FileStat stat();

    /** Extended attributes of the directory itself, sorted by name. */
    List<ExtendedAttribute> extendedAttributes();

    /** Names all children once, in no particular order, without {@code .} and {@code ..}; uses a fixed buffer. */
    void list(Consumer<FileName> each);

    FileStat stat(FileName child);

    /** Extended attributes of a child, of a symbolic link its own, sorted by name. */
    List<ExtendedAttribute> extendedAttributes(FileName child);

    byte[] readLink(FileName child);

    /** Opens a child directory; a symbolic link is {@code SYMBOLIC_LINK} or {@code NOT_A_DIRECTORY}. */
    Directory open(FileName child);

    /** Opens a regular file for reading, without touching its access time where that is allowed and without ever blocking. */
    SourceFile openFile(FileName child);

    void createDirectory(FileName child, int mode);

    /** Creates a file that must not exist, readable and writable by its owner only. */
    TargetFile createFile(FileName child);

    /** Opens an existing regular file for writing without truncating it. */
    TargetFile openForWriting(FileName child);

    void createSymlink(FileName child, byte[] target);

    /** Makes a FIFO, socket or device with mode 0600. */
    void createSpecial(FileName child, NodeType type, long device);

    /** Makes {@code child} another name of {@code existing} in {@code from}; a symbolic link is linked itself. */
    void link(Directory from, FileName existing, FileName child);

    /** Renames within this directory, replacing what is there unless it is a directory. */
    void rename(FileName from, FileName to);

    /** Removes a child that is not a directory. */
    void remove(FileName child);

    void removeDirectory(FileName child);

    /** Sets attributes of a child, of a symbolic link its own; in an order in which none undoes another, times last. What was refused is the result. */
    List<Refusal> apply(FileName child, Attributes attributes, Set<AttributeKind> kinds);

    /** Sets attributes of the directory itself. What was refused is the result. */
    List<Refusal> apply(Attributes attributes, Set<AttributeKind> kinds);

    /** Makes everything written to this directory's file system durable. */
    void syncFileSystem();

    @Override
    void close();
}
