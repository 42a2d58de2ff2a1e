/**
 * The names of things: fingerprints of chunks, ids of packs, sessions, repositories, data keys and key slots.
 *
 * <p>Each is an immutable value with equality, an order where one is needed and a hexadecimal text form. Nothing else in
 * Holdfast passes an id as a bare {@code byte[]} or {@code String} across a package boundary.
 */
@NullMarked
package dev.holdfast.core.id;

import org.jspecify.annotations.NullMarked;
