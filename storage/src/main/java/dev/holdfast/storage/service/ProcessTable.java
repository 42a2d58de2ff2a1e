package dev.holdfast.storage.service;

import dev.holdfast.core.protocol.SessionOwner;

/** The processes of this machine, as far as they tell who still holds a session. Thread-safe. */
public interface ProcessTable {
    /** This process as the owner of sessions; {@link SessionOwner#UNKNOWN} where the platform cannot tell. */
    SessionOwner current();

    /** Whether the process that {@code owner} names has provably ended; false whenever in doubt. */
    boolean isGone(SessionOwner owner);

    /** The table of the platform this runs on. */
    static ProcessTable system() {
        return LinuxProcessTable.isAvailable() ? new LinuxProcessTable() : new UnknownProcessTable();
    }
}
