/**
 * The commands that look into a repository without changing it: {@code snapshots}, {@code ls}, {@code find}, {@code cat}, {@code dump},
 * {@code mount}, {@code diff}, {@code stats}.
 */
@NullMarked
package dev.holdfast.client.cli.browsing;

import org.jspecify.annotations.NullMarked;
