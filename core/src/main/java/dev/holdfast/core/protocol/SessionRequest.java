package dev.holdfast.core.protocol;

import dev.holdfast.core.id.SessionId;
import java.util.Optional;

/**
 * The wish to open a session.
 *
 * @param parent the snapshot whose unchanged parts the session wants to reuse
 * @param owner who holds the session, in a form that lets the same machine tell whether it is still there
 */
public record SessionRequest(Optional<SessionId> parent, SessionOwner owner) {}
