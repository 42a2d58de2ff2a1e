/**
 * Looking into snapshots without restoring them: listing, finding, comparing, and reading the content of files.
 *
 * <p>Everything here reads one directory leaf and one chunk at a time, so that memory follows neither the size of a directory nor
 * that of a file, and verifies what it reads. The package goes by a {@link dev.holdfast.engine.repository.Repository} and writes
 * nothing. Walks belong to the thread that runs them; {@link dev.holdfast.engine.browse.FileContent} is thread-safe.
 */
@NullMarked
package dev.holdfast.engine.browse;

import org.jspecify.annotations.NullMarked;
