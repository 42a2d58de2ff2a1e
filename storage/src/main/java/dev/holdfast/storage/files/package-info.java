/**
 * Files that are either wholly there or not at all: the small named objects of a repository, and the means that everything else
 * written into a repository's directory shares.
 *
 * <p>A file is written under a name of its own in an {@code incoming} directory, made durable, given its real name in one step, and
 * the directory is made durable before anybody is told. {@link dev.holdfast.storage.files.IncomingFile} is that file,
 * {@link dev.holdfast.storage.files.DirectorySync} the last step, {@link dev.holdfast.storage.files.FileFailures} turns what the
 * system says into coded failures, and {@link dev.holdfast.storage.files.DirectoryFiles} keeps configuration and keys. All types but
 * {@code IncomingFile} are thread-safe.
 */
@NullMarked
package dev.holdfast.storage.files;

import org.jspecify.annotations.NullMarked;
