/**
 * The root of the pure part of Holdfast. Everything beneath works on bytes and values handed to it; nothing opens a file, reads a clock
 * or starts a thread by itself.
 */
@NullMarked
package dev.holdfast.core;

import org.jspecify.annotations.NullMarked;
