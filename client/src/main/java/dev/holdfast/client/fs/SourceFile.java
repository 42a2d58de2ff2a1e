package dev.holdfast.client.fs;

import dev.holdfast.core.tree.ExtendedAttribute;
import java.util.List;

/** A regular file open for reading; belongs to one thread. */
public interface SourceFile extends AutoCloseable {
    /** The open file as it is now, not whatever its name has come to mean. */
    FileStat stat();

    /** The open file as it was when it was opened; costs nothing, since opening has to look anyway. */
    FileStat statAtOpen();

    /** Reads up to {@code length} bytes from {@code position}; the number read, 0 at the end. */
    int read(long position, byte[] target, int offset, int length);

    /** First position at or after {@code position} that is not in a hole, or {@code size} if only holes follow. */
    long nextData(long position, long size);

    /** First position at or after {@code position} that is in a hole, or {@code size} if none follows. */
    long nextHole(long position, long size);

    /** Sorted by name. */
    List<ExtendedAttribute> extendedAttributes();

    @Override
    void close();
}
