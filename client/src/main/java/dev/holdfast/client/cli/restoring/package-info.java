/** The command that writes snapshots back to disk: {@code restore}. */
@NullMarked
package dev.holdfast.client.cli.restoring;

import org.jspecify.annotations.NullMarked;
