package dev.holdfast.storage.metadata;

/** The life of a pack: OPEN, LIVE, CONDEMNED, RETIRED, or straight from OPEN to RETIRED. There is no way back. */
public enum PackState {
    /** Given out; its bytes may be on their way. */
    OPEN,
    /** Durable; its chunks are present. */
    LIVE,
    /** Still readable, no longer reused; waits until nobody can rely on it. */
    CONDEMNED,
    /** Its bytes are gone or about to go. */
    RETIRED
}
