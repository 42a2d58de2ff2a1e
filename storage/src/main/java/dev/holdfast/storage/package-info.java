/**
 * The root of what keeps chunks and rows: chunk stores and the metadata service behind two small interfaces. Depends on
 * {@code dev.holdfast.core} alone.
 */
@NullMarked
package dev.holdfast.storage;

import org.jspecify.annotations.NullMarked;
