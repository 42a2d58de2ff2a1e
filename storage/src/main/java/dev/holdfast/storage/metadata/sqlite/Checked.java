package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import java.util.zip.CRC32C;

/** A stored value with a CRC-32C at its end that covers its key too, so that a value under a wrong key does not pass either. */
final class Checked {
    static final int BYTES = Integer.BYTES;

    private Checked() {}

    /** What was written, with its checksum. */
    static byte[] seal(byte[] key, ByteWriter value) {
        value.u32(checksum(key, value.array(), 0, value.size()));
        return value.toBytes();
    }

    /** A reader of the value that {@link #seal} was given. */
    static ByteReader open(byte[] key, byte[] stored) {
        int length = stored.length - BYTES;
        if (length < 0) {
            throw new MalformedException("a value of " + stored.length + " bytes is too short for its checksum");
        }
        int expected = new ByteReader(stored, length, BYTES).u32();
        if (checksum(key, stored, 0, length) != expected) {
            throw new MalformedException("the checksum of a value does not match");
        }
        return new ByteReader(stored, 0, length);
    }

    static int checksum(byte[] key, byte[] value, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(key);
        crc.update(value, offset, length);
        return (int) crc.getValue();
    }

    /** A number as a key. */
    static byte[] key(long number) {
        return new ByteWriter(Long.BYTES).u64(number).toBytes();
    }
}
