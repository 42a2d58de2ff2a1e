package dev.holdfast.core.crypto;

import java.security.MessageDigest;

/** What takes the place of encryption in a repository without it: the content in clear and 16 bytes of SHA-256 behind it. */
public final class ChecksumBox implements Box {
    private final MessageDigest sha = Sha256.newDigest();

    @Override
    public void prepare(DataKey key, byte[] salt) {
        switch (key) {
            case DataKey.Secret _ -> throw new IllegalArgumentException("this box cannot encrypt");
            case DataKey.None _ -> sha.reset();
        }
    }

    @Override
    public void seal(int number, byte[] associated, ByteSlice content, byte[] target, int targetOffset) {
        System.arraycopy(content.array(), content.offset(), target, targetOffset, content.length());
        byte[] tag = tag(number, associated, content);
        System.arraycopy(tag, 0, target, targetOffset + content.length(), TAG_BYTES);
    }

    @Override
    public boolean open(int number, byte[] associated, ByteSlice sealed, byte[] target, int targetOffset) {
        int length = sealed.length() - TAG_BYTES;
        if (length < 0) {
            return false;
        }
        byte[] expected = tag(number, associated, new ByteSlice(sealed.array(), sealed.offset(), length));
        int difference = 0;
        for (int i = 0; i < TAG_BYTES; i++) {
            difference |= expected[i] ^ sealed.array()[sealed.offset() + length + i];
        }
        System.arraycopy(sealed.array(), sealed.offset(), target, targetOffset, length);
        return difference == 0;
    }

    private byte[] tag(int number, byte[] associated, ByteSlice content) {
        sha.update(associated);
        for (int shift = 24; shift >= 0; shift -= 8) {
            sha.update((byte) (number >>> shift));
        }
        sha.update(content.array(), content.offset(), content.length());
        return sha.digest();
    }
}
