package dev.holdfast.storage.metadata.sqlite;

import dev.holdfast.core.id.Fingerprint;
import java.util.Collection;
import java.util.List;

/**
 * Many fingerprints as one parameter of one statement: a table {@code n(i)} of numbers cuts them out of a single blob inside
 * SQLite, so that a batch costs one call through the driver and not one for each. The numbers lie in a temporary table of each
 * connection ({@link Link#numbers}), which costs less to read than counting them anew by recursion.
 */
final class Batch {
    /** Begins a statement whose ?1 is the blob and whose ?2 is the number of its records, at least one. */
    static final String NUMBERS = "WITH n(i) AS (SELECT i FROM temp.number WHERE i < ?2) ";

    /** The i-th fingerprint of a blob made by {@link #blob}. */
    static final String CHUNK = "substr(?1, i * 32 + 1, 32)";

    private Batch() {}

    static byte[] blob(Collection<Fingerprint> fingerprints) {
        byte[] blob = new byte[fingerprints.size() * Fingerprint.BYTES];
        int at = 0;
        for (Fingerprint fingerprint : fingerprints) {
            fingerprint.write(blob, at);
            at += Fingerprint.BYTES;
        }
        return blob;
    }

    /** The same with the fingerprints in another order. */
    static byte[] blob(List<Fingerprint> fingerprints, int[] order) {
        byte[] blob = new byte[fingerprints.size() * Fingerprint.BYTES];
        for (int i = 0; i < order.length; i++) {
            fingerprints.get(order[i]).write(blob, i * Fingerprint.BYTES);
        }
        return blob;
    }
}
