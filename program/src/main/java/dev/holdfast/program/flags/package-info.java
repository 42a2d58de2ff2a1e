/**
 * The commands around feature flags: {@code holdfast flags serve}, {@code flags eval} and {@code flags lint}. They read files, talk to
 * people and start what the server module has; what a flag gives is decided by {@code dev.holdfast.control.flag}. Each command belongs
 * to one run and one thread.
 */
@NullMarked
package dev.holdfast.program.flags;

import org.jspecify.annotations.NullMarked;
