package dev.holdfast.core.wire;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.pack.PackLimits;

/** Reads where something lies in a pack. Keeps no state. */
final class PackPlaces {
    private PackPlaces() {}

    static PackId pack(ByteReader reader) {
        byte[] bytes = reader.raw(PackId.BYTES);
        if (bytes[PackId.BYTES - Integer.BYTES] < 0) {
            throw new MalformedException("the ordinal of a pack is negative");
        }
        return PackId.read(bytes, 0);
    }

    static int offset(ByteReader reader) {
        return reader.count(PackLimits.MAX_PACK_BYTES, "offset");
    }

    /** A length of at least one byte. */
    static int length(ByteReader reader) {
        int length = reader.count(PackLimits.MAX_PACK_BYTES, "length");
        if (length == 0) {
            throw new MalformedException("nothing in a pack is empty");
        }
        return length;
    }
}
