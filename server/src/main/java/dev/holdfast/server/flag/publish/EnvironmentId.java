package dev.holdfast.server.flag.publish;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names an environment of a project.
 *
 * @param project whose flags
 * @param environment where they are served, such as {@code production}
 */
public record EnvironmentId(String project, String environment) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** The one that is there from the first start and is served at the root. */
    public static final EnvironmentId DEFAULT = new EnvironmentId("default", "production");

    public EnvironmentId {
        requireName("project", project);
        requireName("environment", environment);
    }

    /** The environment with these names; empty if they cannot be names. */
    public static Optional<EnvironmentId> find(String project, String environment) {
        boolean isPossible = NAME.matcher(project).matches() && NAME.matcher(environment).matches();
        return isPossible ? Optional.of(new EnvironmentId(project, environment)) : Optional.empty();
    }

    /** Fails with {@code INVALID_ARGUMENT} unless this can be a name. */
    public static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "'" + name + "' cannot be the name of a flag " + what,
                    "use 1 to 63 lower-case letters, digits and '-', and begin with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return project + "/" + environment;
    }
}
