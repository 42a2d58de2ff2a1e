package dev.holdfast.client.cli.invocation;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Syntax;

/** One command of the command line; made for one run. */
public interface Command {
    /** What it accepts and how help explains it. */
    Syntax syntax();

    /** Does it; a failure is a {@link dev.holdfast.core.error.HoldfastException}, which the caller turns into message and exit code. */
    ExitCode run(Invocation invocation);
}
