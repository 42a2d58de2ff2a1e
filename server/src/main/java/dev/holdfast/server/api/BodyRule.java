package dev.holdfast.server.api;

/**
 * What a request may carry.
 *
 * @param form its media type, or {@link Form#NONE}
 * @param limitBytes longest body; a longer one is refused before it is read
 * @param type for JSON the record it is read into, otherwise {@code Void}
 */
public record BodyRule(Form form, long limitBytes, Class<?> type) {
    /** Forms of body. */
    public enum Form {
        NONE,
        JSON,
        OCTETS
    }

    private static final long JSON_LIMIT_BYTES = 256 << 10;

    /** No body at all. */
    public static final BodyRule NONE = new BodyRule(Form.NONE, 0, Void.class);

    /** A JSON object of the shape of a record, at most 256 KiB. */
    public static BodyRule json(Class<? extends Record> type) {
        return new BodyRule(Form.JSON, JSON_LIMIT_BYTES, type);
    }

    /** Bytes. */
    public static BodyRule octets(long limitBytes) {
        return new BodyRule(Form.OCTETS, limitBytes, Void.class);
    }
}
