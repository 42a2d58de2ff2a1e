/** The {@code key} commands: who may open a repository. */
@NullMarked
package dev.holdfast.client.cli.keys;

import org.jspecify.annotations.NullMarked;
