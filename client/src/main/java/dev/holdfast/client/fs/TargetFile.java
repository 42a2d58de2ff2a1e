package dev.holdfast.client.fs;

import dev.holdfast.core.tree.Attributes;
import java.util.List;
import java.util.Set;

/** A regular file open for writing; several threads may write separate ranges at once. */
public interface TargetFile extends AutoCloseable {
    FileStat stat();

    /** Writes all bytes at {@code position}. */
    void write(long position, byte[] source, int offset, int length);

    /** Reads up to {@code length} bytes from {@code position}; the number read, 0 at the end. */
    int read(long position, byte[] target, int offset, int length);

    /** Sets the length; what is added is a hole. */
    void resize(long size);

    /** Sets attributes, in an order in which none undoes another, times last. What was refused is the result. */
    List<Refusal> apply(Attributes attributes, Set<AttributeKind> kinds);

    /** Closes it; a file system that finds only now that it cannot keep what was written says so here. */
    @Override
    void close();
}
