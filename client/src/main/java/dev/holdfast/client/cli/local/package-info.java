/** Commands that need no repository: about this program and this machine. */
@NullMarked
package dev.holdfast.client.cli.local;

import org.jspecify.annotations.NullMarked;
