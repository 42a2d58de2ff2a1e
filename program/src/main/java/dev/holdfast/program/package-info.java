/**
 * The process: its entrance, its arguments and its end. Joins the commands of all modules into one program; {@link
 * dev.holdfast.program.Main} is what the launcher starts.
 */
@NullMarked
package dev.holdfast.program;

import org.jspecify.annotations.NullMarked;
