package dev.holdfast.server.repository;

import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.memory.MemoryMetadataStore;
import dev.holdfast.testkit.contract.MetadataStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** That neither the filter nor what was remembered ever changes an answer. */
final class FilteredRowsTest extends MetadataStoreContract {
    @TempDir
    private Path directory = Path.of("");

    @Override
    protected MetadataStore openEmpty() {
        MetadataStore rows = new MemoryMetadataStore();
        PresenceFilter filter = PresenceFilter.open(rows, directory.resolve("presence.filter"), Entropy.system(), Runnable::run);
        return new FilteredRows(rows, filter, new PresentChunks());
    }
}
