package dev.holdfast.server.browse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongDirectoryTest {
    private static final int ENTRIES = 100_000;

    @TempDir
    Path directory;

    @Test
    void everyPageOfALongDirectoryCostsTheSame() {
        Folder root = new Folder();
        Folder inner = root.folder("many");
        for (int i = 0; i < ENTRIES; i++) {
            inner.file("entry-%06d.txt".formatted(i), "");
        }
        try (TestTenant tenant = new TestTenant(directory, EncryptionMode.NONE)) {
            SessionId snapshot = tenant.snapshot("web", root);
            Manifest manifest = tenant.repository().resolve(snapshot.toString()).manifest();
            AtomicInteger reads = new AtomicInteger();
            StructureSource counted = (chunk, type) -> {
                reads.incrementAndGet();
                return tenant.repository().structures().structure(chunk, type);
            };
            int pages = 0;
            int told = 0;
            Optional<String> after = Optional.empty();
            do {
                reads.set(0);
                EntryPage page = EntryPage.read(
                        counted,
                        manifest,
                        new EntryPage.Question(RawPath.of(RawPath.ROOT, "/many"), after, Optional.empty(), 1_000),
                        Budget.ofPage(Clock.system()));
                assertEquals("entry-%06d.txt".formatted(told), page.entries().getFirst().name());
                assertTrue(reads.get() <= 8, reads + " chunks read for page " + pages);
                told += page.entries().size();
                pages++;
                after = Optional.ofNullable(page.next());
            } while (after.isPresent());
            assertEquals(ENTRIES, told);
        }
    }

    @Test
    void aFilterThatFindsNothingStopsAtItsBudgetAndGoesOn() {
        Folder root = new Folder();
        for (int i = 0; i < 5_000; i++) {
            root.file("entry-%06d".formatted(i), "");
        }
        try (TestTenant tenant = new TestTenant(directory, EncryptionMode.NONE)) {
            Manifest manifest =
                    tenant.repository().resolve(tenant.snapshot("web", root).toString()).manifest();
            Optional<String> after = Optional.empty();
            int calls = 0;
            do {
                EntryPage page = EntryPage.read(
                        tenant.repository().structures(),
                        manifest,
                        new EntryPage.Question(RawPath.ROOT, after, Optional.of("nothing has this"), 1_000),
                        new Budget(new SettableClock(), 600, 1_000));
                assertTrue(page.entries().isEmpty());
                calls++;
                after = Optional.ofNullable(page.next());
            } while (after.isPresent());
            assertEquals(9, calls);
        }
    }
}
