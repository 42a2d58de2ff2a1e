package dev.holdfast.server.api;

/** The code of an operation. A failure is a {@link dev.holdfast.core.error.HoldfastException}; the host turns it into an answer. */
@FunctionalInterface
public interface Handler {
    Reply handle(Call call);
}
