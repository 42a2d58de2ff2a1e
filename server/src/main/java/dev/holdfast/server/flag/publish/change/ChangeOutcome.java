package dev.holdfast.server.flag.publish.change;

import dev.holdfast.server.flag.publish.PublishOutcome;

/** What asking for a change led to. */
public sealed interface ChangeOutcome {
    /** It was tried at once. */
    record Tried(PublishOutcome outcome) implements ChangeOutcome {}

    /** It waits for a second person or its time. */
    record Waits(FlagChange change) implements ChangeOutcome {}
}
