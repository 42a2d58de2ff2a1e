/**
 * The language of the command line: what a command accepts, the reading of arguments by it, and everything that follows from the
 * same description: help, suggestions for misspelt words, and completion scripts.
 *
 * <p>It is our own because it runs before everything else in every start: building the model of one command takes a general library
 * 60 to 90 ms here, with an ahead-of-time cache as without, and this none worth measuring. All types are immutable.
 */
@NullMarked
package dev.holdfast.client.cli.syntax;

import org.jspecify.annotations.NullMarked;
