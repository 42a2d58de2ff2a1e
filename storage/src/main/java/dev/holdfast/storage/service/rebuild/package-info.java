/**
 * Makes a new index out of the packs alone, when the old one is lost or damaged.
 *
 * <p>{@link dev.holdfast.storage.service.rebuild.IndexGenerations} names the index that counts; beginning a rebuild makes the old
 * one void, so that no lock is needed and no crash leaves one behind. {@link dev.holdfast.storage.service.rebuild.Rebuild} fills a
 * fresh store from what a {@link dev.holdfast.storage.service.rebuild.PackCatalogue} reads; whoever holds the keys implements that.
 *
 * <p>The order makes it safe: (1) a new generation begins, from then on nobody reports a commit or deletes a pack under the old
 * one; (2) the packs are listed, so each snapshot that was reported has all of its packs in the list; (3) the fresh store is
 * filled; (4) the generation is declared ready. An interrupted rebuild is simply begun again. Everything here belongs to one
 * thread.
 */
@NullMarked
package dev.holdfast.storage.service.rebuild;

import org.jspecify.annotations.NullMarked;
