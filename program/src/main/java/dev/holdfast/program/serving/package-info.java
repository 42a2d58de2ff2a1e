/**
 * The commands that serve: {@code holdfast server}, and {@code holdfast ui} for one person. They start what the server module has, tell where it listens and end it in order when a
 * person or the system wishes so. Each command belongs to one run and one thread.
 */
@NullMarked
package dev.holdfast.program.serving;

import org.jspecify.annotations.NullMarked;
