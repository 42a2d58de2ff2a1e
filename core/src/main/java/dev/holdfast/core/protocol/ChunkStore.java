package dev.holdfast.core.protocol;

import dev.holdfast.core.id.PackId;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The place where packs lie: immutable objects, written once under an id that is never used again, read in ranges.
 *
 * <p>Failures are {@link dev.holdfast.core.error.HoldfastException}s: {@code PACK_MISSING} if there is no such pack,
 * {@code DISK_FULL}, {@code ACCESS_DENIED} or {@code IO_FAILED} otherwise.
 */
public interface ChunkStore extends AutoCloseable {
    /** Starts a new pack. Nothing is visible under its id before {@link PackSink#commit()} has returned. */
    PackSink create(PackId id);

    /**
     * Reads exactly {@code length} bytes from {@code offset} of the pack into {@code target} from {@code targetOffset} on.
     * A range beyond the pack's end is {@code PACK_DAMAGED}.
     */
    void read(PackId id, long offset, byte[] target, int targetOffset, int length);

    /** The pack's length in bytes, or empty if there is no such pack. */
    OptionalLong size(PackId id);

    /** Removes a pack durably; a pack that is not there is fine. */
    void delete(PackId id);

    /** Names every pack there is, in no particular order. Used to rebuild and to audit, never for safety. */
    void list(Consumer<PackId> each);

    /** Removes what interrupted writers of other processes left behind; safe while writers are active. */
    void sweep();

    @Override
    void close();
}
