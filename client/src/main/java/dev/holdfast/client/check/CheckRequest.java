package dev.holdfast.client.check;

/**
 * How much is checked.
 *
 * @param depth whether packs are read
 * @param part which of the packs are read, counted from 1
 * @param parts into how many parts of equal size the packs are divided
 */
public record CheckRequest(Depth depth, int part, int parts) {
    public CheckRequest {
        if (parts < 1 || part < 1 || part > parts) {
            throw new IllegalArgumentException("part " + part + " of " + parts);
        }
    }

    /** Checks that everything is there, without reading packs but for directories. */
    public static final CheckRequest PRESENCE = new CheckRequest(Depth.PRESENCE, 1, 1);

    /** Checks and reads everything. */
    public static final CheckRequest READ_DATA = new CheckRequest(Depth.READ_DATA, 1, 1);

    /** Whether packs are read. */
    public enum Depth {
        PRESENCE,
        READ_DATA
    }

    boolean reads(long ordinal) {
        return depth == Depth.READ_DATA && ordinal % parts == part - 1;
    }
}
