package dev.holdfast.core.keys;

/** What somebody opens a repository with. Closing it clears its secret from memory. */
public sealed interface Credential extends AutoCloseable permits MasterCredential, WriteOnlyCredential {
    @Override
    void close();
}
