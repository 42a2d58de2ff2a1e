package dev.holdfast.verify.crash;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A command, what it starts from, and what must hold after something happened to it. */
interface Scenario extends AutoCloseable {
    /** Where it happens. */
    Sandbox sandbox();

    /** Goes back to where the command starts from. */
    void reset();

    /** The command line. */
    List<String> command();

    /** The directory whose calls count. */
    Path watched();

    /** How the command may end when a call fails. */
    Set<ExitCode> ends();

    /** Demands that nothing is lost, that the end was told truly, and that the next commands work. */
    void verify(Outcome outcome);

    @Override
    void close();
}
