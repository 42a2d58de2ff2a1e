package dev.holdfast.testkit.storage;

import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.metadata.MetadataStore;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore;
import dev.holdfast.storage.metadata.sqlite.SqliteMetadataStore.Missing;
import dev.holdfast.testkit.contract.ClaimContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteClaimTest extends ClaimContract {
    @TempDir
    private Path directory = Path.of("");

    @Override
    protected MetadataStore openEmpty() {
        return SqliteMetadataStore.open(directory.resolve("index/metadata.db"), Missing.CREATE, Entropy.system());
    }
}
