package dev.holdfast.storage.chunkstore.directory;

import dev.holdfast.core.id.PackId;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** Names of packs in the file system: {@code <fan-out>/<pack id>}, with 256 fan-out directories of two hexadecimal digits. */
record PackPaths(Path packs) {
    static final int FAN_OUT = 256;

    Path incoming() {
        return packs.resolve("incoming");
    }

    Path fanOut(int number) {
        return packs.resolve(HexFormat.of().toHexDigits((byte) number));
    }

    /** Packs of one session differ in their ordinal only, so that is mixed in; multiplication carries each of its bits upwards. */
    Path of(PackId id) {
        long mixed = (id.session().value().low() + id.ordinal()) * 0x9E37_79B9_7F4A_7C15L;
        return fanOut((int) (mixed >>> 56)).resolve(id.toString());
    }

    /** The pack that a file name stands for, if it does. */
    static Optional<PackId> parse(String name) {
        try {
            return Optional.of(PackId.parse(name)).filter(id -> id.toString().equals(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
