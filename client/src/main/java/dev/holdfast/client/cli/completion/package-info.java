/** Scripts that teach a shell to complete the command line, made from the syntaxes of the commands. Stateless. */
@NullMarked
package dev.holdfast.client.cli.completion;

import org.jspecify.annotations.NullMarked;
