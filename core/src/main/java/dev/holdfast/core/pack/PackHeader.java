package dev.holdfast.core.pack;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.PackId;
import dev.holdfast.core.id.RepositoryId;
import dev.holdfast.core.protocol.PackKind;
import java.util.zip.CRC32C;

/**
 * The first 48 bytes of a pack.
 *
 * @param kind what the pack holds
 * @param id its name
 * @param repository where it belongs
 */
public record PackHeader(PackKind kind, PackId id, RepositoryId repository) {
    /** Length of the header. */
    public static final int BYTES = 48;

    private static final int MAGIC = 'H' << 24 | 'F' << 16 | 'P' << 8 | 'K';
    private static final int VERSION = 1;

    byte[] encode() {
        ByteWriter writer = new ByteWriter(BYTES)
                .u32(MAGIC)
                .u8(VERSION)
                .u8(kind.code())
                .u16(0)
                .raw(id.toBytes())
                .raw(repository.toBytes());
        return writer.u32(checksum(writer.array())).toBytes();
    }

    /** @throws MalformedException if the bytes are not a pack's header */
    static PackHeader decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        if (reader.u32() != MAGIC) {
            throw new MalformedException("it does not begin like a pack");
        }
        int version = reader.u8();
        if (version != VERSION) {
            throw new MalformedException("pack format " + version + " is not known");
        }
        PackKind kind = PackKind.of(reader.u8());
        if (reader.u16() != 0) {
            throw new MalformedException("reserved bytes of the header are set");
        }
        byte[] id = reader.raw(PackId.BYTES);
        RepositoryId repository = RepositoryId.read(reader.raw(RepositoryId.BYTES), 0);
        if (reader.u32() != checksum(bytes)) {
            throw new MalformedException("the header's checksum does not match");
        }
        if (id[PackId.BYTES - Integer.BYTES] < 0) {
            throw new MalformedException("the pack's ordinal is negative");
        }
        return new PackHeader(kind, PackId.read(id, 0), repository);
    }

    private static int checksum(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, BYTES - Integer.BYTES);
        return (int) crc.getValue();
    }
}
