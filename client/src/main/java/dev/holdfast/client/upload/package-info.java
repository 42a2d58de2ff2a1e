/**
 * The way of chunks into packs: fingerprint, ask which are missing, seal only those, append, make durable, declare.
 *
 * <p>A {@link dev.holdfast.client.upload.ChunkUploader} belongs to one worker and keeps one open pack of each kind; what all
 * workers of a session share is in {@link dev.holdfast.client.upload.Upload}: which chunks are on their way, so that two workers
 * do not send the same one, and the packs that are being made durable in the background.
 */
@NullMarked
package dev.holdfast.client.upload;

import org.jspecify.annotations.NullMarked;
