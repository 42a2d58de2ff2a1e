package dev.holdfast.server.experiment;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.regex.Pattern;

/** Where flags are published for one purpose: an environment of a project. */
public record EnvironmentName(String project, String environment) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** The one at the server's root. */
    public static final EnvironmentName STANDARD = new EnvironmentName("default", "production");

    public EnvironmentName {
        require(project, "project");
        require(environment, "environment");
    }

    private static void require(String name, String of) {
        if (!FORM.matcher(name).matches()) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "no " + of + " has this name: it needs 1 to 63 of a-z, 0-9 and '-', and begins with a letter or digit",
                    "use the name under which flags are published");
        }
    }

    @Override
    public String toString() {
        return project + "/" + environment;
    }
}
