package dev.holdfast.client.benchmark;

/** Content of one kind in documents, each as it was and as it is after edits; made anew whenever it is asked for. */
interface Corpus {
    /** Length of every document but the last in bytes. */
    int DOCUMENT_BYTES = 32 << 20;

    /** What kind of content it is. */
    String name();

    /** Length of all documents in bytes. */
    long bytes();

    /** The document before the edits. */
    byte[] before(int document);

    /** How many edits fall into a document of full length. */
    default int edits() {
        return 4;
    }

    /** Number of documents. */
    default int documents() {
        return Math.toIntExact((bytes() + DOCUMENT_BYTES - 1) / DOCUMENT_BYTES);
    }

    /** Length of one document. */
    default int documentBytes(int document) {
        return (int) Math.min(DOCUMENT_BYTES, bytes() - (long) document * DOCUMENT_BYTES);
    }
}
