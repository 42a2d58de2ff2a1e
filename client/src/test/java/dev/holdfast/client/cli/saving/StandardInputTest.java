package dev.holdfast.client.cli.saving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.FileInputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StandardInputTest {
    @TempDir
    Path folder;

    /** A backup of a silent input could not be interrupted otherwise. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void closingWakesAReaderThatWaits() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor());
        CountDownLatch started = new CountDownLatch(1);
        // Opened for both, so that neither opening waits and the input never ends.
        try (RandomAccessFile writer = new RandomAccessFile(pipe.toFile(), "rw");
                FileInputStream stream = new FileInputStream(pipe.toFile())) {
            StandardInput input = new StandardInput(stream);
            FutureTask<@Nullable HoldfastException> reading = new FutureTask<>(() -> {
                try {
                    assertEquals(1, input.read(new byte[8], 0, 8));
                    started.countDown();
                    int end = input.read(new byte[8], 0, 8);
                    throw new AssertionError("read " + end);
                } catch (HoldfastException e) {
                    return e;
                }
            });
            Thread reader = Thread.ofPlatform().daemon().start(reading);
            writer.write('x');
            started.await();
            input.close();
            HoldfastException failure = reading.get(30, TimeUnit.SECONDS);
            assertNotNull(failure);
            assertEquals(ErrorCode.IO_FAILED, failure.code());
            reader.join();
        }
    }
}
