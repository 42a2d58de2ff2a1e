package dev.holdfast.storage.service;

import dev.holdfast.core.protocol.SessionOwner;

/** Where nothing tells processes apart for sure: only missing heartbeats show that somebody is gone. */
final class UnknownProcessTable implements ProcessTable {
    @Override
    public SessionOwner current() {
        return SessionOwner.UNKNOWN;
    }

    @Override
    public boolean isGone(SessionOwner owner) {
        return false;
    }
}
