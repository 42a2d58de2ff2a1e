package dev.holdfast.client.agent.fleet;

import dev.holdfast.core.error.ErrorCode;

/** Why something failed: a stable code and a sentence for people. */
public record Problem(ErrorCode code, String message) {}
