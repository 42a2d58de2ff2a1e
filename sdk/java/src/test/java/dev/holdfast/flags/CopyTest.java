package dev.holdfast.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.EvaluationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was known last outlives the program and the server. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CopyTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final Ears ears = new Ears();
    private Site site;
    private FlagsOptions options;

    @BeforeEach
    void start() throws IOException {
        site = Site.open(ShopDocument.pay("on"), 10);
        options = FlagsOptions.of(site.address())
                .withTiming(Ears.QUICK)
                .withLastKnown(directory.resolve("flags.copy"))
                .withDefaults(ShopDocument.pay("off"));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private void onceWithServer() throws InterruptedException {
        try (Flags flags = Flags.open(options)) {
            assertTrue(flags.await(LONG));
            assertTrue(flags.truth("pay", false, EvaluationContext.EMPTY));
        }
    }

    @Test
    void aLaterStartWithoutServerHasWhatWasKnownLast() throws Exception {
        onceWithServer();
        site.kill();
        try (Flags flags = Flags.open(options, ears)) {
            assertTrue(flags.truth("pay", false, EvaluationContext.EMPTY), "at once");
            ears.await(FlagsState.STALE);
            assertEquals(10, flags.version().orElseThrow().sequence());
        }
    }

    @Test
    void aLaterStartTransfersNothingThatIsKnown() throws Exception {
        onceWithServer();
        try (Flags flags = Flags.open(options, ears)) {
            ears.await(FlagsState.READY);
            assertEquals(1, site.wholes());
        }
    }

    @Test
    void aServerThatWentBackIsNotFollowed() throws Exception {
        onceWithServer();
        site.publish(ShopDocument.pay("off"), 9);
        try (Flags flags = Flags.open(options, ears)) {
            ears.await(FlagsState.STALE);
            assertTrue(flags.truth("pay", false, EvaluationContext.EMPTY));
        }
    }

    @Test
    void aDamagedCopyIsNamedAndTheDefaultsHold() throws Exception {
        onceWithServer();
        site.kill();
        Path copy = directory.resolve("flags.copy");
        Files.writeString(copy, Files.readString(copy).replace("\"on\"", "\"no\""));
        try (Flags flags = Flags.open(options, ears)) {
            assertFalse(flags.truth("pay", true, EvaluationContext.EMPTY));
            FlagsEvent.Trouble trouble = (FlagsEvent.Trouble) ears.await(FlagsEvent.Trouble.class::isInstance);
            assertTrue(trouble.message().contains("is damaged"), trouble.message());
        }
    }

    @Test
    void aCopyThatCannotBeWrittenIsNamedAndFlagsAreRead() throws Exception {
        Files.createDirectory(directory.resolve("flags.copy"));
        Files.createFile(directory.resolve("flags.copy/inside"));
        try (Flags flags = Flags.open(options, ears)) {
            FlagsEvent.Changed changed = ears.awaitChange();
            assertEquals(List.of("pay"), changed.flags());
            ears.await(event -> event instanceof FlagsEvent.Trouble(String message) && message.contains("cannot be written"));
            assertTrue(flags.truth("pay", false, EvaluationContext.EMPTY));
        }
    }
}
