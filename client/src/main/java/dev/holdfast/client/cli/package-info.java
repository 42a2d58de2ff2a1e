/**
 * The command line of the agent. The only place where the process may be ended and the console written to.
 */
@NullMarked
package dev.holdfast.client.cli;

import org.jspecify.annotations.NullMarked;
