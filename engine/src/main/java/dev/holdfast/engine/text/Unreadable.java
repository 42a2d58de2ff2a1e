package dev.holdfast.engine.text;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.nio.charset.StandardCharsets;

/** The failure of reading a text from a user. The text is shown escaped, because it may come from anywhere. */
final class Unreadable {
    private static final int SHOWN_CHARS = 100;

    private Unreadable() {}

    /**
     * @param text what was to be read
     * @param problem a clause that follows the quoted text
     * @param example what to write instead
     */
    static HoldfastException text(String text, String problem, String example) {
        String head = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "…" : text;
        String shown = Names.escape(head.getBytes(StandardCharsets.UTF_8));
        return new HoldfastException(ErrorCode.INVALID_ARGUMENT, "'" + shown + "' " + problem, "Write, for example, " + example + ".");
    }
}
