/**
 * The command line of the agent. The only place where the process may be ended and the console written to.
 *
 * <p>{@link dev.holdfast.client.cli.CommandLine} finds the command and runs it; {@link dev.holdfast.client.cli.Failures} turns whatever goes wrong
 * into a message and an exit code. What a start costs counts for every command, so only the class of the command that is meant gets
 * loaded. Below: {@code syntax} (the language), {@code output} (the console), {@code invocation} (one run), and the commands themselves
 * by subject: {@code saving}, {@code browsing}, {@code restoring}, {@code upkeep}, {@code keys} and {@code local}.
 */
@NullMarked
package dev.holdfast.client.cli;

import org.jspecify.annotations.NullMarked;
