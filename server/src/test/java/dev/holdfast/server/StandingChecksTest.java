package dev.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.telemetry.HealthCheck.Status;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StandingChecksTest {
    @Test
    void aDatabaseThatCannotBeReadFails(@TempDir Path directory) {
        ControlDatabase database = ControlDatabase.open(directory.resolve("server.db"), List.of());
        assertEquals(Status.OK, new DatabaseCheck(database).check().status());
        database.close();
        assertEquals(Status.FAILING, new DatabaseCheck(database).check().status());
    }

    @Test
    void aDirectoryThatIsNotThereFails(@TempDir Path directory) {
        assertEquals("disk", new DiskCheck(DiskCheck.Disk.of(directory)).name());
        assertEquals(Status.FAILING, new DiskCheck(DiskCheck.Disk.of(directory.resolve("gone"))).check().status());
    }
}
