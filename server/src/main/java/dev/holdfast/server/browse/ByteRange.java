package dev.holdfast.server.browse;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Part of a file that a call asks for.
 *
 * @param first position of its first byte
 * @param length number of bytes, at least 1
 */
record ByteRange(long first, long length) {
    private static final Pattern FORM = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** What a Range header asks for of a file; empty for the whole, as for any form that is not understood (RFC 9110, 14.2). */
    static Optional<ByteRange> of(Optional<String> header, long size) {
        Optional<Matcher> form = header.map(text -> FORM.matcher(text.strip())).filter(Matcher::matches);
        if (form.isEmpty() || form.get().group().equals("bytes=-")) {
            return Optional.empty();
        }
        String from = form.get().group(1);
        String to = form.get().group(2);
        if (from.isEmpty()) {
            long length = Math.min(size, Long.parseLong(to));
            return Optional.of(new ByteRange(size - length, length));
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(to));
        return to.isEmpty() || Long.parseLong(to) >= first
                ? Optional.of(new ByteRange(first, last - first + 1))
                : Optional.empty();
    }

    /** Whether the file has anything there. */
    boolean isSatisfiable() {
        return length > 0;
    }

    String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
