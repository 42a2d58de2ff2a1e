package dev.holdfast.core.chunk;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** 256 pseudo-random 64-bit words derived from a key, so that where a repository cuts is not known without it. */
final class GearTable {
    private GearTable() {}

    /** Word i is taken from HMAC-SHA-256(key, "gear" || i/4). */
    static long[] derive(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            long[] table = new long[256];
            for (int block = 0; block < 64; block++) {
                mac.update(new byte[] {'g', 'e', 'a', 'r', (byte) block});
                ByteBuffer.wrap(mac.doFinal()).asLongBuffer().get(table, block * 4, 4);
            }
            return table;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
