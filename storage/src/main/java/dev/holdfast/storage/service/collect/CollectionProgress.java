package dev.holdfast.storage.service.collect;

/** Hears how far a run has come. Called by the collector's thread. */
@FunctionalInterface
public interface CollectionProgress {
    /** Says nothing to anybody. */
    CollectionProgress SILENT = (stage, done, total) -> {};

    /** What a run is doing. */
    enum Stage {
        /** Counts structure chunks that were visited; the total is not known. */
        MARKING,
        /** Counts condemned packs that were finished. */
        FINISHING,
        /** Counts packs that were looked through for garbage. */
        WEIGHING
    }

    /** {@code done} of {@code total} steps; a total of 0 means unknown. */
    void report(Stage stage, long done, long total);
}
