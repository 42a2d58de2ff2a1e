/**
 * The part of a rebuild of the index that needs the keys: what the packs of a repository hold.
 *
 * <p>{@link dev.holdfast.client.rebuild.RepositoryPacks} lists the packs and reads them for {@link
 * dev.holdfast.storage.service.rebuild.Rebuild}: each segment is opened, each chunk fingerprinted, the references of structure chunks are
 * computed from their content, manifests are opened. Nothing is taken on trust, and damage is a result: what is left of a pack counts,
 * however damaged its table. {@link dev.holdfast.client.rebuild.IndexRebuild} is the whole of it, with its progress.
 *
 * <p>A rebuild runs on one thread; its progress and its cancellation are for any.
 */
@NullMarked
package dev.holdfast.client.rebuild;

import org.jspecify.annotations.NullMarked;
