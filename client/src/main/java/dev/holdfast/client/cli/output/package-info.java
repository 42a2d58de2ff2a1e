/**
 * Everything that is printed: results on standard output, for people or as JSON, and progress, warnings and errors on standard error.
 *
 * <p>{@link dev.holdfast.client.cli.output.Console} is the one writer of both streams and may be used by several threads; it keeps the
 * live progress line and other lines from overwriting each other. Nothing else of the agent writes to the console.
 */
@NullMarked
package dev.holdfast.client.cli.output;

import org.jspecify.annotations.NullMarked;
