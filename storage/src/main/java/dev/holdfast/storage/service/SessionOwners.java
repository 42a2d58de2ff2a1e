package dev.holdfast.storage.service;

import dev.holdfast.core.protocol.SessionOwner;

/** Names the holders of sessions. */
public final class SessionOwners {
    private SessionOwners() {}

    /** This process. */
    public static SessionOwner current() {
        return ProcessTable.system().current();
    }
}
