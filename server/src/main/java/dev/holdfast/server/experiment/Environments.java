package dev.holdfast.server.experiment;

import dev.holdfast.server.api.Call;

/** Says which environment a call is about. Thread-safe. */
@FunctionalInterface
public interface Environments {
    /**
     * The environment that the path names.
     *
     * @throws dev.holdfast.core.error.HoldfastException {@code NOT_FOUND} or {@code FORBIDDEN} if the caller may not report to it or see it
     */
    EnvironmentName of(Call call);

    /** Whatever {@code {project}} and {@code {environment}} say. */
    static Environments named() {
        return call -> new EnvironmentName(call.path("project"), call.path("environment"));
    }

    /** The one at the server's root. */
    static Environments standard() {
        return call -> EnvironmentName.STANDARD;
    }
}
