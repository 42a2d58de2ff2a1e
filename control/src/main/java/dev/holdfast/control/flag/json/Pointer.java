package dev.holdfast.control.flag.json;

/** A JSON pointer (RFC 6901): the way from the root of a document to one of its values. */
public record Pointer(String text) {
    /** The whole document. */
    public static final Pointer ROOT = new Pointer("");

    /** The member of an object. */
    public Pointer to(String key) {
        return new Pointer(text + "/" + key.replace("~", "~0").replace("/", "~1"));
    }

    /** The element of an array. */
    public Pointer to(int index) {
        return new Pointer(text + "/" + index);
    }

    @Override
    public String toString() {
        return text;
    }
}
