/**
 * One run of a command: what surrounds the process, which repository is meant, where its secret comes from, and the contract of the
 * commands themselves.
 *
 * <p>A {@link dev.holdfast.client.cli.invocation.Command} gets everything through its {@link
 * dev.holdfast.client.cli.invocation.Invocation}, never from the process, so that tests run any number of commands in one process.
 * Secrets are arrays that are cleared after use; none is ever part of an argument, a message or a log.
 */
@NullMarked
package dev.holdfast.client.cli.invocation;

import org.jspecify.annotations.NullMarked;
