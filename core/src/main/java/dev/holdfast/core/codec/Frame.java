package dev.holdfast.core.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A small self-checking file: 4 bytes magic, u16 version, u32 payload length, payload, SHA-256 of all that precedes.
 *
 * @param magic four ASCII characters that name the kind of file
 * @param version version of the payload's layout
 * @param payload the content
 */
public record Frame(String magic, int version, byte[] payload) {
    /** Largest payload in bytes. */
    public static final int MAX_PAYLOAD_BYTES = 1 << 20;

    private static final int MAGIC_LENGTH = 4;
    private static final int MAX_VERSION = 0xFFFF;
    private static final int DIGEST_BYTES = 32;

    public Frame {
        if (magic.length() != MAGIC_LENGTH || magic.chars().anyMatch(c -> c > 0x7F)) {
            throw new IllegalArgumentException("a magic is four ASCII characters, not '" + magic + "'");
        }
        if (version < 0 || version > MAX_VERSION) {
            throw new IllegalArgumentException("version " + version + " does not fit 16 bits");
        }
        if (payload.length > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("a payload of " + payload.length + " bytes is over the limit " + MAX_PAYLOAD_BYTES);
        }
    }

    /** The bytes of the file. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter(payload.length + 64);
        for (int i = 0; i < MAGIC_LENGTH; i++) {
            writer.u8(magic.charAt(i));
        }
        writer.u16(version).u32(payload.length).raw(payload);
        return writer.raw(sha256(writer.array(), writer.size())).toBytes();
    }

    /**
     * Reads a file that must have the given magic.
     *
     * @throws MalformedException if magic, length or checksum is wrong
     */
    public static Frame decode(String magic, byte[] file) {
        ByteReader reader = new ByteReader(file);
        for (int i = 0; i < MAGIC_LENGTH; i++) {
            if (reader.u8() != magic.charAt(i)) {
                throw new MalformedException("does not start with " + magic);
            }
        }
        int version = reader.u16();
        int length = reader.u32();
        if (length < 0 || length > MAX_PAYLOAD_BYTES) {
            throw new MalformedException("payload length " + Integer.toUnsignedString(length) + " is over the limit");
        }
        byte[] payload = reader.raw(length);
        byte[] expected = sha256(file, reader.position());
        if (!Arrays.equals(expected, reader.raw(DIGEST_BYTES))) {
            throw new MalformedException("checksum does not match");
        }
        reader.expectEnd();
        return new Frame(magic, version, payload);
    }

    private static byte[] sha256(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
