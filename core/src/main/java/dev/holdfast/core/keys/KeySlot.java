package dev.holdfast.core.keys;

import dev.holdfast.core.id.KeySlotId;
import java.time.Instant;

/**
 * What may be shown about a key slot.
 *
 * @param id its random name
 * @param kind what opens it
 * @param created when it was made
 * @param label what its maker called it
 */
public record KeySlot(KeySlotId id, Kind kind, Instant created, String label) {
    /** What opens a slot. */
    public enum Kind {
        PASSPHRASE,
        KEY_FILE
    }
}
