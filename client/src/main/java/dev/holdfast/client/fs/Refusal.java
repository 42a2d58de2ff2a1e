package dev.holdfast.client.fs;

/**
 * Something that the file system would not set on a node, while everything else was set.
 *
 * @param kind what it belongs to
 * @param reason why
 * @param message the operation with its object, and the cause
 */
public record Refusal(AttributeKind kind, FsException.Reason reason, String message) {}
