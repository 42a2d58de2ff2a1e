/** The commands that keep a repository sound and small: {@code forget}, {@code tag}, {@code prune}, {@code check}, {@code rebuild-index}. */
@NullMarked
package dev.holdfast.client.cli.upkeep;

import org.jspecify.annotations.NullMarked;
