package dev.holdfast.client.benchmark;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import dev.holdfast.core.crypto.Box;
import dev.holdfast.core.crypto.ByteSlice;
import dev.holdfast.core.crypto.DataKey;
import dev.holdfast.core.crypto.GcmBox;
import dev.holdfast.core.crypto.Padme;
import dev.holdfast.core.id.DataKeyId;
import dev.holdfast.core.id.Id128;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The steps from raw content to a sealed body and back, with the buffers that a worker keeps. */
final class Sealing implements AutoCloseable {
    /** As in segments. */
    private static final int BOX_BYTES = 8 * 1024;

    private static final byte[] ASSOCIATED = new byte[64];

    private final DataKey key = DataKey.of(new DataKeyId(new Id128(1, 1)), new byte[32]);
    private final Box box = new GcmBox();
    private final Box opener = new GcmBox();
    private final ZstdCompressCtx compressor = new ZstdCompressCtx();
    private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
    private byte[] compressed = new byte[0];
    private byte[] sealed = new byte[0];
    private byte[] opened = new byte[0];
    private byte[] raw = new byte[0];
    private long sequence;

    Sealing(int level) {
        compressor.setLevel(level).setChecksum(false).setDictID(false).setContentSize(true);
    }

    /** Compresses; the result stays in {@link #compressed()} until the next call. */
    int compress(byte[] content, int offset, int length) {
        compressed = atLeast(compressed, Math.toIntExact(Zstd.compressBound(length)));
        return compressor.compressByteArray(compressed, 0, compressed.length, content, offset, length);
    }

    byte[] compressed() {
        return compressed;
    }

    /** Decompresses; the result stays in a buffer. */
    void decompress(byte[] content, int compressedBytes, int length) {
        raw = atLeast(raw, length);
        decompressor.decompressByteArray(raw, 0, length, content, 0, compressedBytes);
    }

    /** Seals a range as a body of a segment is, in small boxes; the result stays in {@link #sealed()} until the next call. */
    int seal(long number, byte[] content, int offset, int length) {
        sealed = atLeast(sealed, length + (length / BOX_BYTES + 1) * Box.TAG_BYTES);
        box.prepare(key, salt(number));
        int to = 0;
        for (int done = 0; done < length; done += BOX_BYTES) {
            int part = Math.min(BOX_BYTES, length - done);
            box.seal(done / BOX_BYTES, ASSOCIATED, new ByteSlice(content, offset + done, part), sealed, to);
            to += part + Box.TAG_BYTES;
        }
        return to;
    }

    byte[] sealed() {
        return sealed;
    }

    /** Opens what {@link #seal} made; the result stays in a buffer. */
    void open(long number, byte[] content, int sealedBytes) {
        opened = atLeast(opened, sealedBytes);
        opener.prepare(key, salt(number));
        int to = 0;
        for (int done = 0; done < sealedBytes; done += BOX_BYTES + Box.TAG_BYTES) {
            int part = Math.min(BOX_BYTES + Box.TAG_BYTES, sealedBytes - done);
            if (!opener.open(to / BOX_BYTES, ASSOCIATED, new ByteSlice(content, done, part), opened, to)) {
                throw new IllegalStateException("what was sealed does not open");
            }
            to += part - Box.TAG_BYTES;
        }
    }

    /** Compresses, pads, seals, opens, decompresses and compares: what a backup does with a segment; the sealed length. */
    int sealAndVerify(byte[] content, int offset, int length) {
        long number = sequence++;
        int compressedBytes = compress(content, offset, length);
        int padded = Padme.paddedLength(compressedBytes);
        compressed = compressed.length >= padded ? compressed : Arrays.copyOf(compressed, padded);
        int sealedBytes = seal(number, compressed, 0, padded);
        open(number, sealed, sealedBytes);
        decompress(opened, compressedBytes, length);
        if (!Arrays.equals(content, offset, offset + length, raw, 0, length)) {
            throw new IllegalStateException("what was sealed is not what comes back");
        }
        return sealedBytes;
    }

    private static byte[] salt(long number) {
        return ByteBuffer.allocate(32).putLong(number).array();
    }

    private static byte[] atLeast(byte[] buffer, int length) {
        return buffer.length >= length ? buffer : new byte[length];
    }

    @Override
    public void close() {
        compressor.close();
        decompressor.close();
    }
}
