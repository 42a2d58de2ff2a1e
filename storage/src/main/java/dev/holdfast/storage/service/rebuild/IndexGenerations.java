package dev.holdfast.storage.service.rebuild;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.storage.service.IndexFence;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * The indexes that a repository has had, numbered from 0. The one with the highest number counts, once it is ready; its number is
 * part of the name of its file. Generation 0 needs no entry. Thread-safe.
 */
public final class IndexGenerations {
    private static final String PREFIX = "index/generation-";
    private static final byte[] BUILDING = "building\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] READY = "ready\n".getBytes(StandardCharsets.US_ASCII);

    private final RepositoryFiles files;

    public IndexGenerations(RepositoryFiles files) {
        this.files = files;
    }

    /**
     * The number of the index to open.
     *
     * @throws HoldfastException {@code INDEX_DAMAGED} if it is not ready
     */
    public int current() {
        int highest = highest();
        boolean isReady = highest == 0
                || files.read(name(highest)).filter(content -> content.length == READY.length).isPresent();
        if (!isReady) {
            throw new HoldfastException(
                    ErrorCode.INDEX_DAMAGED,
                    "the index is being rebuilt, or a rebuild was interrupted",
                    "wait for it, or run it again: holdfast rebuild-index");
        }
        return highest;
    }

    /** A fence for those who work on the index with this number. */
    public IndexFence fence(int generation) {
        return () -> highest() == generation;
    }

    /** Begins a new generation. From now on all earlier ones are void. */
    public int begin() {
        while (true) {
            int next = highest() + 1;
            if (files.create(name(next), BUILDING)) {
                return next;
            }
        }
    }

    /** Declares a generation ready; false if another rebuild was begun meanwhile, whose index will count instead. */
    public boolean finish(int generation) {
        if (highest() != generation) {
            return false;
        }
        files.replace(name(generation), READY);
        return highest() == generation;
    }

    private int highest() {
        List<String> names = files.list(PREFIX);
        return names.isEmpty() ? 0 : HexFormat.fromHexDigits(names.getLast().substring(PREFIX.length()));
    }

    private static String name(int generation) {
        return PREFIX + HexFormat.of().toHexDigits(generation);
    }
}
