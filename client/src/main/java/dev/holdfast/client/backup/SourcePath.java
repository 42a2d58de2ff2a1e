package dev.holdfast.client.backup;

import dev.holdfast.core.tree.FileName;
import dev.holdfast.core.tree.RawPath;

/** Where an entry stands, as a chain of names that is put together only when somebody wants to read it. */
sealed interface SourcePath {
    RawPath toRawPath();

    /** A path given from outside. */
    record Given(RawPath path) implements SourcePath {
        @Override
        public RawPath toRawPath() {
            return path;
        }
    }

    /** An entry of a directory. */
    record Child(SourcePath parent, FileName name) implements SourcePath {
        @Override
        public RawPath toRawPath() {
            return parent.toRawPath().child(name);
        }
    }
}
