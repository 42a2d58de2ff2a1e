package dev.holdfast.core.protocol;

import java.util.List;
import java.util.Optional;

/**
 * The few small named objects of a repository: its configuration, key slots and data keys. Names are relative, with {@code /} as
 * separator, from the letters a-z, digits, {@code -}, {@code .} and {@code /}, and their first part is none of {@code packs}, {@code
 * index} and {@code incoming}: where objects are files, packs, index and what is being written have those places beside them. Another
 * name is {@code IllegalArgumentException}. Each method is atomic and durable when it returns.
 */
public interface RepositoryFiles {
    /** The content, or empty if there is no such object. */
    Optional<byte[]> read(String name);

    /** Writes a new object; false, and nothing written, if the name is taken. */
    boolean create(String name, byte[] content);

    /** Writes an object in place of the one that may be there. */
    void replace(String name, byte[] content);

    /** Removes an object; one that is not there is fine. */
    void delete(String name);

    /** Names that start with {@code prefix}, sorted. */
    List<String> list(String prefix);
}
