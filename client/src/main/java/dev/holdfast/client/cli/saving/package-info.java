/** The commands that put things into a repository: {@code init} and {@code backup}. */
@NullMarked
package dev.holdfast.client.cli.saving;

import org.jspecify.annotations.NullMarked;
