package dev.holdfast.client.mount;

import dev.holdfast.client.repository.TestRepositories;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import java.nio.file.Path;
import java.time.ZoneOffset;

/** A program that mounts a repository and dies with the mount in place: REPOSITORY MOUNTPOINT. */
final class AbandonedMount {
    private AbandonedMount() {}

    public static void main(String[] args) {
        Repository repository = TestRepositories.open(Path.of(args[0]), new MemoryMetadataStore());
        SnapshotMount mount = SnapshotMount.mount(repository, Path.of(args[1]), MountOptions.of(ZoneOffset.UTC));
        Runtime.getRuntime().halt(mount.isMounted() ? 9 : 1);
    }
}
