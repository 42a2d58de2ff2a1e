package dev.holdfast.flags.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes server-sent events (WHATWG HTML, 9.2) out of bytes as they come, and hands on the data of those called {@code message}. What is
 * longer than any notice is dropped. Used by one thread at a time.
 */
final class Events {
    private static final int LIMIT = 64 << 10;

    private final Consumer<String> messages;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private boolean isTooLong;
    private boolean afterReturn;

    Events(Consumer<String> messages) {
        this.messages = messages;
    }

    void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            boolean isSecondHalf = next == '\n' && afterReturn;
            afterReturn = next == '\r';
            if (isSecondHalf) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                endLine();
            } else if (line.size() < LIMIT) {
                line.write(next);
            } else {
                isTooLong = true;
            }
        }
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isEmpty()) {
            endEvent();
        } else {
            field(text).ifPresent(this::append);
        }
    }

    /** The value of a line of data. */
    private Optional<String> field(String text) {
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        String stripped = value.startsWith(" ") ? value.substring(1) : value;
        if (field.equals("event")) {
            name = stripped;
        }
        return field.equals("data") ? Optional.of(stripped) : Optional.empty();
    }

    private void append(String value) {
        if (data.length() + value.length() < LIMIT) {
            data.append(data.isEmpty() ? "" : "\n").append(value);
        } else {
            isTooLong = true;
        }
    }

    private void endEvent() {
        if (!isTooLong && !data.isEmpty() && (name.isEmpty() || name.equals("message"))) {
            messages.accept(data.toString());
        }
        data.setLength(0);
        name = "";
        isTooLong = false;
    }
}
