package dev.holdfast.client.benchmark;

import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.protocol.ChunkType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures hashes, compression levels, sealing and verification on chunks of 256 KiB. */
final class StageComparison {
    private static final int CHUNK_BYTES = 256 << 10;
    private static final int SAMPLE_BYTES = 16 << 20;

    private final Stopwatch stopwatch;
    private final byte[] sample;

    /** Takes its sample from the corpus's first document. */
    StageComparison(Stopwatch stopwatch, Corpus corpus) {
        this.stopwatch = stopwatch;
        byte[] document = corpus.before(0);
        this.sample = document.length > SAMPLE_BYTES ? Arrays.copyOf(document, SAMPLE_BYTES) : document;
    }

    /** Does something with a range of the sample. */
    private interface ChunkWork {
        void on(int offset, int length);
    }

    List<BenchmarkResult> hashes() {
        return List.of(
                hash("HMAC-SHA-256", Fingerprinter.keyed(CutterComparison.KEY)), hash("SHA-256", Fingerprinter.plain()));
    }

    private BenchmarkResult hash(String name, Fingerprinter fingerprinter) {
        return stage("fingerprint", name, (offset, length) ->
                fingerprinter.fingerprint(ChunkType.DATA, sample, offset, length));
    }

    BenchmarkResult compression(String content, int level) {
        try (Sealing sealing = new Sealing(level)) {
            double compressing = speed((offset, length) -> sealing.compress(sample, offset, length));
            List<byte[]> compressed = new ArrayList<>();
            each((offset, length) -> {
                int size = sealing.compress(sample, offset, length);
                compressed.add(Arrays.copyOf(sealing.compressed(), size));
            });
            double decompressing = speed((offset, length) -> {
                byte[] chunk = compressed.get(offset / CHUNK_BYTES);
                sealing.decompress(chunk, chunk.length, length);
            });
            long total = compressed.stream().mapToLong(chunk -> chunk.length).sum();
            return new BenchmarkResult.Compressing(content, level, (double) sample.length / total, compressing, decompressing);
        }
    }

    List<BenchmarkResult> sealing() {
        try (Sealing sealing = new Sealing(1)) {
            double seal = speed((offset, length) -> sealing.seal(offset, sample, offset, length));
            List<byte[]> boxes = new ArrayList<>();
            each((offset, length) -> {
                int size = sealing.seal(offset, sample, offset, length);
                boxes.add(Arrays.copyOf(sealing.sealed(), size));
            });
            double open = speed((offset, length) -> {
                byte[] box = boxes.get(offset / CHUNK_BYTES);
                sealing.open(offset, box, box.length);
            });
            double unverified = speed((offset, length) -> {
                int compressed = sealing.compress(sample, offset, length);
                sealing.seal(offset, sealing.compressed(), 0, compressed);
            });
            double verified = speed((offset, length) -> sealing.sealAndVerify(sample, offset, length));
            return List.of(
                    new BenchmarkResult.Stage("seal", "AES-256-GCM", seal),
                    new BenchmarkResult.Stage("open", "AES-256-GCM", open),
                    new BenchmarkResult.Stage("compress and seal", "zstd 1, AES-256-GCM", unverified),
                    new BenchmarkResult.Stage("compress, seal, open, decompress, compare", "zstd 1, AES-256-GCM", verified));
        }
    }

    private BenchmarkResult stage(String stage, String means, ChunkWork work) {
        return new BenchmarkResult.Stage(stage, means, speed(work));
    }

    private double speed(ChunkWork work) {
        return stopwatch.megabytesPerSecond(sample.length, () -> each(work));
    }

    private void each(ChunkWork work) {
        for (int offset = 0; offset < sample.length; offset += CHUNK_BYTES) {
            work.on(offset, Math.min(CHUNK_BYTES, sample.length - offset));
        }
    }
}
