/**
 * Whether everything that snapshots need is there and can be read.
 *
 * <p>{@link dev.holdfast.client.check.Check} first reads the whole index, which must agree with itself. Then it asks for every pack whether its object is there with its length, or reads all of
 * its bytes and opens all of its segments; copies that turn out damaged are marked, so that they count as missing from then on. Then
 * it walks the trees of all snapshots, each directory once, and looks up every chunk they need. What is missing is told with the
 * files it belongs to, and packs that the index does not know betray an index that is older than they are. Backups, prunes and other checks may run meanwhile.
 */
@NullMarked
package dev.holdfast.client.check;

import org.jspecify.annotations.NullMarked;
