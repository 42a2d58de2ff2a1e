package dev.holdfast.client.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.client.agent.fleet.GivenSettings;
import dev.holdfast.client.agent.settings.LiveSettings.LogLevel;
import dev.holdfast.client.agent.store.StateDirectory;
import dev.holdfast.core.time.Entropy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test for each setting, and what becomes of settings on disk. */
final class LiveSettingsTest {
    private final StateDirectory directory;
    private final Path path;
    private final LiveSettings settings;

    LiveSettingsTest(@TempDir Path temporary) {
        this.path = temporary.resolve("agent");
        this.directory = new StateDirectory(path, Entropy.system());
        this.settings = LiveSettings.of(directory);
    }

    private void give(String name, Object value) {
        assertEquals(List.of(), settings.take(new GivenSettings("t", Map.of(name, value))).troubles());
    }

    @Test
    void theDefaultsHoldUntilAServerSaysSomething() {
        assertEquals("", settings.tag());
        assertEquals(0, settings.uploadBytesPerSecond());
        assertEquals(Optional.empty(), settings.pollInterval());
        assertEquals(Duration.ofSeconds(3), settings.progressInterval());
        assertEquals(LogLevel.INFO, settings.logLevel());
    }

    @Test
    void uploadLimit() {
        give("agent.bandwidth.upload", 65536.0);
        assertEquals(65536, settings.uploadBytesPerSecond());
        assertEquals(0, settings.downloadBytesPerSecond());
    }

    @Test
    void downloadLimit() {
        give("agent.bandwidth.download", 65536.0);
        assertEquals(65536, settings.downloadBytesPerSecond());
        assertEquals(0, settings.uploadBytesPerSecond());
    }

    @Test
    void logLevel() {
        give("agent.log.level", "error");
        assertEquals(LogLevel.ERROR, settings.logLevel());
        give("agent.log.level", "warning");
        assertEquals(LogLevel.WARNING, settings.logLevel());
    }

    @Test
    void pollInterval() {
        give("agent.poll.interval", "1min");
        assertEquals(Optional.of(Duration.ofMinutes(1)), settings.pollInterval());
    }

    @Test
    void progressInterval() {
        give("agent.progress.interval", "30s");
        assertEquals(Duration.ofSeconds(30), settings.progressInterval());
    }

    @Test
    void whatIsNoLongerNamedHasItsDefaultAgain() {
        give("agent.log.level", "error");
        give("agent.progress.interval", "30s");
        assertEquals(LogLevel.INFO, settings.logLevel());
    }

    @Test
    void aNewStartKnowsWhatWasGivenLast() {
        give("agent.log.level", "error");
        LiveSettings later = LiveSettings.of(directory);
        assertEquals(LogLevel.ERROR, later.logLevel());
        assertEquals("t", later.tag());
    }

    @Test
    void aDamagedFileIsAsGoodAsNone() throws IOException {
        give("agent.log.level", "error");
        Files.writeString(path.resolve("settings"), "{\"tag\": 3");
        LiveSettings later = LiveSettings.of(directory);
        assertEquals("", later.tag());
        assertEquals(LogLevel.INFO, later.logLevel());
    }

    @Test
    void whatCannotBeKeptHoldsAllTheSameAndIsSaid(@TempDir Path other) throws IOException {
        Files.createFile(other.resolve("file"));
        LiveSettings nowhere = LiveSettings.of(new StateDirectory(other.resolve("file").resolve("agent"), Entropy.system()));
        LiveSettings.Taken taken = nowhere.take(new GivenSettings("t", Map.of("agent.log.level", "error")));
        assertFalse(taken.troubles().isEmpty());
        assertEquals(LogLevel.ERROR, nowhere.logLevel());
    }
}
