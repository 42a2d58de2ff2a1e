/**
 * The model of a backed-up tree: nodes with their attributes, the pieces of a file's content, directories as chunks, and the
 * manifest at the root of it all.
 *
 * <p>A directory is a sorted sequence of nodes, cut into TREE chunks where the names say so; one that needs several chunks has an
 * index above them. A file is a sequence of pieces: data chunks, holes, or LIST chunks that hold more pieces. Everything is
 * reached by fingerprint, so an unchanged directory costs one fingerprint in its parent. Values are immutable; builders and
 * cursors belong to one thread. The bytes are described in {@code docs/format.md}.
 */
@NullMarked
package dev.holdfast.core.tree;

import org.jspecify.annotations.NullMarked;
