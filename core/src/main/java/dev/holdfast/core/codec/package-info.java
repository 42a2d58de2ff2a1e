/**
 * Bytes in and out: a growing writer, a bounds-checked reader and the framed file that carries every small object.
 *
 * <p>Integers are big-endian or unsigned LEB128 varints, texts are length-prefixed bytes. A reader never trusts a length: each
 * one is checked against what is left and against a limit before anything is allocated. Instances belong to one thread.
 */
@NullMarked
package dev.holdfast.core.codec;

import org.jspecify.annotations.NullMarked;
