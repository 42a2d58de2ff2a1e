/** Tests of the command line as a user sees it: words in, output and exit code out, everything in one process. */
@NullMarked
package dev.holdfast.client.cli;

import org.jspecify.annotations.NullMarked;
