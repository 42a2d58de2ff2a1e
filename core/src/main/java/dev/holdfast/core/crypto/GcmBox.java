package dev.holdfast.core.crypto;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** AES-256-GCM under a one-time key from HKDF; the nonce is the box's number. */
public final class GcmBox implements Box {
    private static final String LABEL = "holdfast segment key 1";
    private static final int NONCE_BYTES = 12;

    /**
     * Bytes handed to the cipher at a time: many short calls are compiled much earlier than few long ones. The first 32 MiB in a fresh
     * process cost 0.20 s in slices of 2 KiB and 0.50 s in slices of 8 KiB; afterwards both run at some 6 GB/s.
     */
    private static final int SLICE_BYTES = 2 * 1024;

    private final Hkdf hkdf = new Hkdf();
    private final Cipher cipher;
    private @Nullable SecretKeySpec oneTimeKey;

    public GcmBox() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in Galois/counter mode", e);
        }
    }

    @Override
    public void prepare(DataKey key, byte[] salt) {
        switch (key) {
            case DataKey.Secret secret -> prepare(secret.derive(hkdf, salt, LABEL));
            case DataKey.None _ -> throw new IllegalArgumentException("encryption needs a key");
        }
    }

    /** Takes a key of 32 bytes that seals at most once under each number; the array is cleared. */
    public void prepare(byte[] oneTimeKey) {
        this.oneTimeKey = new SecretKeySpec(oneTimeKey, "AES");
        Arrays.fill(oneTimeKey, (byte) 0);
    }

    @Override
    public void seal(int number, byte[] associated, ByteSlice content, byte[] target, int targetOffset) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, oneTimeKey, nonce(number));
            cipher.updateAAD(associated);
            run(content, target, targetOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM cannot seal " + content.length() + " bytes", e);
        }
    }

    private void run(ByteSlice input, byte[] target, int targetOffset) throws GeneralSecurityException {
        int from = input.offset();
        int left = input.length();
        int to = targetOffset;
        while (left > SLICE_BYTES) {
            to += cipher.update(input.array(), from, SLICE_BYTES, target, to);
            from += SLICE_BYTES;
            left -= SLICE_BYTES;
        }
        cipher.doFinal(input.array(), from, left, target, to);
    }

    @Override
    public boolean open(int number, byte[] associated, ByteSlice sealed, byte[] target, int targetOffset) {
        if (sealed.length() < TAG_BYTES) {
            return false;
        }
        try {
            cipher.init(Cipher.DECRYPT_MODE, oneTimeKey, nonce(number));
            cipher.updateAAD(associated);
            cipher.doFinal(sealed.array(), sealed.offset(), sealed.length(), target, targetOffset);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM cannot open " + sealed.length() + " bytes", e);
        }
    }

    private static AlgorithmParameterSpec nonce(int number) {
        byte[] nonce = new byte[NONCE_BYTES];
        nonce[NONCE_BYTES - 4] = (byte) (number >>> 24);
        nonce[NONCE_BYTES - 3] = (byte) (number >>> 16);
        nonce[NONCE_BYTES - 2] = (byte) (number >>> 8);
        nonce[NONCE_BYTES - 1] = (byte) number;
        return new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce);
    }
}
