/** The commands that get content back: {@code restore}, {@code cat}, {@code dump}, {@code mount}. */
@NullMarked
package dev.holdfast.client.cli.restoring;

import org.jspecify.annotations.NullMarked;
