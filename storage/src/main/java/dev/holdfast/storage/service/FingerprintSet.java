package dev.holdfast.storage.service;

import dev.holdfast.core.id.Fingerprint;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A growing set of fingerprints in one array, 43 to 86 bytes each: for the structure chunks that a walk has been to. Belongs to
 * one thread.
 */
public final class FingerprintSet {
    private static final int FIRST_SLOTS = 256;
    private static final int LARGEST_SLOTS = 1 << 25;

    private byte[] slots = new byte[FIRST_SLOTS * Fingerprint.BYTES];
    private BitSet taken = new BitSet(FIRST_SLOTS);
    private int capacity = FIRST_SLOTS;
    private int size;

    /** Adds a fingerprint; false if it was there. */
    public boolean add(Fingerprint fingerprint) {
        byte[] bytes = fingerprint.toBytes();
        int slot = slotOf(fingerprint.hashCode(), bytes);
        if (taken.get(slot)) {
            return false;
        }
        put(slot, bytes);
        size++;
        if (size > capacity / 4 * 3) {
            grow();
        }
        return true;
    }

    public boolean contains(Fingerprint fingerprint) {
        return taken.get(slotOf(fingerprint.hashCode(), fingerprint.toBytes()));
    }

    public int size() {
        return size;
    }

    private void put(int slot, byte[] bytes) {
        System.arraycopy(bytes, 0, slots, slot * Fingerprint.BYTES, Fingerprint.BYTES);
        taken.set(slot);
    }

    private int slotOf(int hash, byte[] bytes) {
        int slot = (hash * 0x9E3779B9 >>> 7) & (capacity - 1);
        while (taken.get(slot) && !isAt(slot, bytes)) {
            slot = (slot + 1) & (capacity - 1);
        }
        return slot;
    }

    private boolean isAt(int slot, byte[] bytes) {
        int from = slot * Fingerprint.BYTES;
        return Arrays.equals(slots, from, from + Fingerprint.BYTES, bytes, 0, Fingerprint.BYTES);
    }

    private void grow() {
        if (capacity == LARGEST_SLOTS) {
            throw new IllegalStateException("more than " + size + " structure chunks in one walk");
        }
        byte[] oldSlots = slots;
        BitSet oldTaken = taken;
        capacity *= 2;
        slots = new byte[capacity * Fingerprint.BYTES];
        taken = new BitSet(capacity);
        for (int slot = oldTaken.nextSetBit(0); slot >= 0; slot = oldTaken.nextSetBit(slot + 1)) {
            int from = slot * Fingerprint.BYTES;
            byte[] bytes = Arrays.copyOfRange(oldSlots, from, from + Fingerprint.BYTES);
            put(slotOf(Fingerprint.read(bytes, 0).hashCode(), bytes), bytes);
        }
    }
}
