package dev.holdfast.engine.select;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;

/**
 * The largest regular file that is still taken. Directories, links and devices have no size that matters here.
 *
 * @param maxBytes files of exactly this apparent size are taken, larger ones are not
 */
public record SizeLimit(long maxBytes) {
    /** Takes files of every size. */
    public static final SizeLimit NONE = new SizeLimit(Long.MAX_VALUE);

    public SizeLimit {
        if (maxBytes < 0) {
            throw new HoldfastException(ErrorCode.INVALID_ARGUMENT, "a size limit of " + maxBytes + " bytes is negative");
        }
    }

    public Verdict judge(EntryKind kind, long sizeBytes) {
        return kind == EntryKind.FILE && sizeBytes > maxBytes ? Verdict.SKIP : Verdict.TAKE;
    }
}
