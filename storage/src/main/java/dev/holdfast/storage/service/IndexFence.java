package dev.holdfast.storage.service;

/**
 * Tells whether the index that a process works on is still the repository's, or was replaced by one that was rebuilt from packs. Asked
 * after a commit or another change, before it is reported, and before a pack is allocated or deleted. Thread-safe.
 */
@FunctionalInterface
public interface IndexFence {
    /** For a store that nobody replaces. */
    IndexFence NONE = () -> true;

    boolean isCurrent();
}
