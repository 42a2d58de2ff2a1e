package dev.holdfast.core.wire;

import dev.holdfast.core.codec.ByteReader;
import dev.holdfast.core.codec.ByteWriter;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.id.Digest;
import dev.holdfast.core.pack.PackLimits;
import dev.holdfast.core.protocol.PackContents;

/**
 * What is declared of a pack whose bytes are durable.
 *
 * @param sizeBytes its length
 * @param digest SHA-256 of its bytes
 */
public record PackSeal(long sizeBytes, Digest digest, PackContents contents) {
    public PackSeal {
        if (sizeBytes < 0 || sizeBytes > PackLimits.MAX_PACK_BYTES) {
            throw new MalformedException("no pack has " + sizeBytes + " bytes");
        }
    }

    public byte[] encode() {
        ByteWriter writer = new ByteWriter(128 + contents.chunkCount() * 48).u64(sizeBytes).raw(digest.toBytes());
        PackContentsCodec.write(writer, contents);
        return writer.toBytes();
    }

    public static PackSeal decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        PackSeal seal = new PackSeal(reader.u64(), Digest.of(reader.raw(Digest.BYTES)), PackContentsCodec.read(reader));
        reader.expectEnd();
        return seal;
    }
}
