package dev.holdfast.server.repository;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Role;

/** Who may touch which session, and thereby its packs and its snapshot. Thread-safe. */
final class Ownership {
    private final SessionRegistry sessions;

    Ownership(SessionRegistry sessions) {
        this.sessions = sessions;
    }

    /** Whether the caller sees a session: an agent its own, everybody else all. */
    boolean sees(Call call, SessionId session) {
        return call.caller().role() != Role.AGENT || isOwn(call, session);
    }

    /** Whether the caller is the agent that opened a session, or the very token or user. */
    boolean isOwn(Call call, SessionId session) {
        return sessions.entry(call.tenant(), session)
                .filter(entry -> entry.agent().isPresent()
                        ? entry.agent().equals(call.caller().agent())
                        : entry.openedBy().equals(call.caller().id()))
                .isPresent();
    }

    /** The session in the path; what an agent must not see is not there for it. */
    SessionId required(Call call) {
        SessionId session = Bodies.session(call.path("session"));
        requireSeen(call, session);
        return session;
    }

    void requireSeen(Call call, SessionId session) {
        if (!sees(call, session)) {
            throw new HoldfastException(
                    ErrorCode.NOT_FOUND, "there is no session " + session, "begin the backup again");
        }
    }
}
