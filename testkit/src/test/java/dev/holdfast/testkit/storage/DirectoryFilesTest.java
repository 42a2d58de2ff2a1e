package dev.holdfast.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.protocol.RepositoryFiles;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.storage.files.DirectoryFiles;
import dev.holdfast.testkit.contract.RepositoryFilesContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryFilesTest extends RepositoryFilesContract {
    @TempDir
    private Path directory = Path.of("");

    @Override
    protected RepositoryFiles empty() {
        return new DirectoryFiles(directory.resolve("repository"), Entropy.system());
    }

    @Test
    void whatDeadWritersLeftIsRemovedByTheNextWriter() throws IOException {
        RepositoryFiles files = empty();
        files.create("config", new byte[3]);
        Path left = Files.write(directory.resolve("repository/incoming/config.1-0.abcd"), new byte[5]);
        files.create("keys/a", new byte[3]);
        assertEquals(false, Files.exists(left));
        assertEquals(List.of("config", "keys/a"), files.list(""));
    }

    @Test
    void directoriesOfOtherPartsAreNeitherListedNorNamed() throws IOException {
        RepositoryFiles files = empty();
        Files.createDirectories(directory.resolve("repository/packs/00"));
        Files.write(directory.resolve("repository/packs/00/stray"), new byte[1]);
        assertEquals(List.of(), files.list(""));
        for (String name : List.of("packs/00/stray", "packs", "index/rows.db", "incoming/half")) {
            assertThrows(IllegalArgumentException.class, () -> files.read(name));
            assertThrows(IllegalArgumentException.class, () -> files.create(name, new byte[1]));
            assertThrows(IllegalArgumentException.class, () -> files.replace(name, new byte[1]));
            assertThrows(IllegalArgumentException.class, () -> files.delete(name));
        }
        assertEquals(true, files.create("index-of-something", new byte[1]));
    }

    @Test
    void endlessObjectIsDamageNotAnEmptyHeap() throws IOException {
        RepositoryFiles files = empty();
        Files.createDirectories(directory.resolve("repository"));
        Files.write(directory.resolve("repository/config"), new byte[DirectoryFiles.MAX_BYTES + 1]);
        HoldfastException failure = assertThrows(HoldfastException.class, () -> files.read("config"));
        assertEquals(ErrorCode.CONFIG_DAMAGED, failure.code());
    }
}
