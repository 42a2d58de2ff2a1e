package dev.holdfast.storage.metadata.memory;

import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.ClaimState;
import dev.holdfast.core.protocol.PackContents;
import java.util.HashMap;
import java.util.Map;

/** Which ACTIVE session is to send which chunk. Guarded by its owner. */
final class ClaimTable {
    private final Map<Fingerprint, SessionId> holders = new HashMap<>();

    ClaimState claim(SessionId session, Fingerprint chunk) {
        SessionId holder = holders.putIfAbsent(chunk, session);
        return holder == null || holder.equals(session) ? ClaimState.GRANTED : ClaimState.HELD;
    }

    /** Ends the session's claims on the chunks of a pack. */
    void end(SessionId session, PackContents contents) {
        contents.segments().forEach(segment -> segment.chunks().forEach(chunk -> holders.remove(chunk, session)));
    }

    /** Ends all claims of a session. */
    void endAll(SessionId session) {
        holders.values().removeIf(session::equals);
    }
}
