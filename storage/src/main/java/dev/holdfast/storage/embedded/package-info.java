/**
 * A repository in a directory of this machine: which files it consists of, and which of its indexes counts.
 *
 * <p>{@link dev.holdfast.storage.embedded.RepositoryDirectory} is where to start. It opens nothing by itself; whoever opens an index
 * puts a {@link dev.holdfast.storage.service.EmbeddedMetadataService} over its rows and closes them in the end.
 */
@NullMarked
package dev.holdfast.storage.embedded;

import org.jspecify.annotations.NullMarked;
