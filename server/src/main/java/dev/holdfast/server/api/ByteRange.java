package dev.holdfast.server.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code Range} header asks for of something with a known size. */
public sealed interface ByteRange {
    /** All of it: without a header, or with one that is none of a single stretch, which may be passed over (RFC 9110, 14.2). */
    record Whole() implements ByteRange {}

    /** A stretch. */
    record Part(long offset, long length) implements ByteRange {
        /** The {@code Content-Range} of an answer that holds this stretch. */
        public String contentRange(long size) {
            return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
        }
    }

    /** Nothing that there is. */
    record Beyond() implements ByteRange {}

    /** The form of a single stretch. */
    Pattern FORM = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** The {@code Content-Range} of an answer without what was asked for. */
    static String unsatisfied(long size) {
        return "bytes */" + size;
    }

    /** What a header asks for. */
    static ByteRange of(Optional<String> header, long size) {
        Optional<Matcher> match = header.map(text -> FORM.matcher(text.strip())).filter(Matcher::matches);
        if (match.isEmpty()) {
            return new Whole();
        }
        String first = match.get().group(1);
        String last = match.get().group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), size);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        if (!last.isEmpty() && Long.parseLong(last) < from) {
            return new Whole();
        }
        return from >= size ? new Beyond() : new Part(from, to - from + 1);
    }

    private static ByteRange suffix(long length, long size) {
        long part = Math.min(length, size);
        return part == 0 ? new Beyond() : new Part(size - part, part);
    }
}
