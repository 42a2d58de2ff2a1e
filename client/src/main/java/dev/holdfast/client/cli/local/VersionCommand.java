package dev.holdfast.client.cli.local;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.Version;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.core.config.RepositoryConfig;

/** {@code holdfast version}. */
public final class VersionCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.of("version", "print the version", Syntax.Needs.NOTHING)
                .example("holdfast version --json", "version, format and Java for a bug report");
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Console console = invocation.console();
        String java = System.getProperty("java.vm.version", "");
        String system = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields
                    .field("version", Version.ofThisProgram())
                    .field("repository_format", RepositoryConfig.FORMAT_VERSION)
                    .field("java", java)
                    .field("system", system)));
        } else {
            console.line("holdfast " + Version.ofThisProgram());
            if (console.isVerbose()) {
                console.line("repository format " + RepositoryConfig.FORMAT_VERSION + ", Java " + java + ", " + system);
            }
        }
        return ExitCode.COMPLETE;
    }
}
