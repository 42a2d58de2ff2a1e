package dev.holdfast.storage.service.rebuild;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.storage.service.IndexFence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * The indexes that a repository has had, numbered from 0. The one with the highest number counts, once it is ready; its number is
 * part of the name of its file. Generation 0 needs no entry and is ready. Thread-safe.
 */
public final class IndexGenerations {
    private static final String PREFIX = "generations/";
    private static final int DIGITS = 8;
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
        if (!isReady(highest)) {
            throw new HoldfastException(
                    ErrorCode.INDEX_DAMAGED,
                    "the index is being rebuilt, or a rebuild was interrupted",
                    "wait for it, or run it again: holdfast rebuild-index");
        }
        return highest;
    }

    /** The highest number of an index that is ready, which a rebuild that was begun after it has made void. */
    public int latestReady() {
        return numbers().filter(this::isReady).max().orElse(0);
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
        return numbers().max().orElse(0);
    }

    private IntStream numbers() {
        return files.list(PREFIX).stream()
                .map(name -> name.substring(PREFIX.length()))
                .filter(digits -> digits.length() == DIGITS && digits.chars().allMatch(HexFormat::isHexDigit))
                .mapToInt(HexFormat::fromHexDigits)
                .filter(number -> number > 0);
    }

    private boolean isReady(int generation) {
        return generation == 0 || files.read(name(generation)).filter(content -> Arrays.equals(content, READY)).isPresent();
    }

    private static String name(int generation) {
        return PREFIX + HexFormat.of().toHexDigits(generation);
    }
}
