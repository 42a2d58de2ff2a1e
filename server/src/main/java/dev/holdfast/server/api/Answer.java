package dev.holdfast.server.api;

/**
 * One documented answer of a route.
 *
 * @param status the HTTP status
 * @param meaning when it is given
 * @param mediaType of its body, or empty for none
 * @param type for JSON the record it is made of, otherwise {@code Void}
 */
public record Answer(int status, String meaning, String mediaType, Class<?> type) {
    /** An answer with a JSON object. */
    public static Answer json(int status, String meaning, Class<? extends Record> type) {
        return new Answer(status, meaning, "application/json", type);
    }

    /** An answer with bytes of the given media type. */
    public static Answer bytes(int status, String meaning, String mediaType) {
        return new Answer(status, meaning, mediaType, Void.class);
    }

    /** An answer without a body. */
    public static Answer empty(int status, String meaning) {
        return new Answer(status, meaning, "", Void.class);
    }
}
