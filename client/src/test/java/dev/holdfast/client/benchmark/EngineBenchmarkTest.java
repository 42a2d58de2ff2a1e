package dev.holdfast.client.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineBenchmarkTest {
    private static final BenchmarkRequest REQUEST =
            new BenchmarkRequest(new BenchmarkRequest.Input.Generated(7), BenchmarkRequest.MIN_BYTES, 1);

    /** Each look at the clock takes a second, so that nothing has to warm up for long. */
    private static final class TickingClock implements Clock {
        private long nanos;

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long monotonicNanos() {
            nanos += 1_000_000_000;
            return nanos;
        }
    }

    @Test
    void everyPartOfTheEngineIsMeasuredAndCountsAreAlwaysTheSame() {
        List<String> steps = new ArrayList<>();
        List<BenchmarkResult> first = run(REQUEST, (step, done, of) -> {
            assertEquals(steps.size(), done);
            assertTrue(done < of);
            steps.add(step);
        });
        assertEquals(first, run(REQUEST, (step, done, of) -> {}));
        assertTrue(steps.size() > 50);
        assertTrue(first.stream().anyMatch(BenchmarkResult.Cutting.class::isInstance));
        assertTrue(first.stream().anyMatch(BenchmarkResult.Pipeline.class::isInstance));
        assertEquals(5, first.stream().filter(BenchmarkResult.Compressing.class::isInstance).count());
        assertEquals(6, first.stream().filter(BenchmarkResult.Stage.class::isInstance).count());
        for (BenchmarkResult result : first) {
            switch (result) {
                case BenchmarkResult.Cutting cutting -> assertSound(cutting);
                case BenchmarkResult.Pipeline pipeline -> assertTrue(pipeline.storedBytes() > 0 && pipeline.chunks() > 0);
                case BenchmarkResult.Compressing compressing -> assertTrue(compressing.ratio() > 1);
                case BenchmarkResult.Stage stage -> assertTrue(stage.megabytesPerSecond() > 0);
            }
        }
    }

    private static void assertSound(BenchmarkResult.Cutting cutting) {
        assertEquals(BenchmarkRequest.MIN_BYTES, cutting.bytes());
        assertTrue(cutting.deduplication() >= 1);
        assertTrue(cutting.distinctChunks() <= cutting.chunks());
        assertTrue(cutting.newBytes() > 0 && cutting.newStoredBytes() > 0 && cutting.newChunks() > 0, cutting::toString);
    }

    @Test
    void aDirectoryIsReadInOrderOfItsPaths(@TempDir Path directory) throws IOException {
        byte[] noise = new byte[900_000];
        new Noise(1).fill(noise, 0, noise.length);
        Files.createDirectory(directory.resolve("b"));
        Files.write(directory.resolve("b/last"), noise);
        Files.write(directory.resolve("a"), Arrays.copyOf(noise, 300_000));
        FolderCorpus corpus = FolderCorpus.of(directory, 1 << 30);
        assertEquals(1_200_000, corpus.bytes());
        byte[] content = corpus.before(0);
        assertArrayEquals(Arrays.copyOf(noise, 300_000), Arrays.copyOf(content, 300_000));
        assertArrayEquals(noise, Arrays.copyOfRange(content, 300_000, 1_200_000));
        assertEquals(1_100_000, FolderCorpus.of(directory, 1_100_000).bytes());
        BenchmarkRequest request = new BenchmarkRequest(new BenchmarkRequest.Input.Folder(directory, 1), 1 << 30, 1);
        assertTrue(run(request, (step, done, of) -> {}).size() > 20);
    }

    @Test
    void aDirectoryWithoutContentIsRefused(@TempDir Path directory) {
        HoldfastException failure = assertThrows(HoldfastException.class, () -> FolderCorpus.of(directory, 1 << 20));
        assertEquals(ErrorCode.PATH_NOT_FOUND, failure.code());
        assertThrows(IllegalArgumentException.class, () -> new BenchmarkRequest(REQUEST.input(), 5, 1));
        assertThrows(IllegalArgumentException.class, () -> new BenchmarkRequest(REQUEST.input(), 1 << 20, 0));
    }

    @Test
    void contentIsDividedIntoDocumentsWhateverItsLength() {
        long bytes = Corpus.DOCUMENT_BYTES + 5L;
        GeneratedCorpus corpus = new GeneratedCorpus(GeneratedCorpus.Kind.HEARTBEATS, bytes, 1);
        assertEquals(2, corpus.documents());
        assertEquals(5, corpus.before(1).length);
    }

    @Test
    void editsAreFewAndSmall() {
        byte[] before = new byte[1 << 20];
        new Noise(2).fill(before, 0, before.length);
        byte[] after = Edits.apply(before, 4, new Noise(3));
        assertTrue(Math.abs(after.length - before.length) <= 4 * 4096);
        assertTrue(Arrays.mismatch(before, after) > 0);
        assertArrayEquals(after, Edits.apply(before, 4, new Noise(3)));
    }

    private static List<BenchmarkResult> run(BenchmarkRequest request, BenchmarkListener listener) {
        return new EngineBenchmark(new TickingClock()).run(request, listener);
    }
}
