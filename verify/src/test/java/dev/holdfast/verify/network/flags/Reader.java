package dev.holdfast.verify.network.flags;

/** Somebody who reads flags. */
interface Reader {
    String name();

    /** The number of the version that was seen last. */
    long sequence();

    /** Reads once. */
    void take() throws InterruptedException;
}
