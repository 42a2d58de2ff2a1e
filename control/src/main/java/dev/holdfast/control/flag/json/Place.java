package dev.holdfast.control.flag.json;

/**
 * Where something stands in a text.
 *
 * @param line counted from 1
 * @param column counted from 1
 */
public record Place(int line, int column) {
    /** The beginning of the text. */
    public static final Place START = new Place(1, 1);

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
