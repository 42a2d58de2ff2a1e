package dev.holdfast.client.benchmark;

import dev.holdfast.core.chunk.Cutter;
import dev.holdfast.core.chunk.FastCdc;
import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import dev.holdfast.core.time.Clock;
import java.util.HashSet;
import java.util.Set;

/** Sends a corpus the whole way at one chunk size, as one worker of a backup does but for reading and writing. */
final class PipelineComparison {
    /** Chunks from this length on are sealed alone; shorter ones share segments of up to twice this. */
    private static final int ALONE_BYTES = 128 << 10;

    private final Clock clock;

    PipelineComparison(Clock clock) {
        this.clock = clock;
    }

    BenchmarkResult.Pipeline measure(Corpus corpus, int averageBytes, int level) {
        Cutter cutter = new FastCdc(CutterComparison.KEY, averageBytes);
        Tally tally = new Tally();
        try (Sealing sealing = new Sealing(level)) {
            // The first document once more, to be compiled by the time it counts.
            new Run(cutter, sealing, new Tally()).store(corpus.before(0));
            Run run = new Run(cutter, sealing, tally);
            long nanos = 0;
            for (int document = 0; document < corpus.documents(); document++) {
                byte[] content = corpus.before(document);
                long start = clock.monotonicNanos();
                run.store(content);
                nanos += clock.monotonicNanos() - start;
            }
            double speed = Stopwatch.megabytesPerSecond(corpus.bytes(), Math.max(1, nanos) / 1e9);
            return new BenchmarkResult.Pipeline(
                    corpus.name(), averageBytes, level, speed, corpus.bytes(), tally.chunks, tally.stored);
        }
    }

    private static final class Tally {
        private long chunks;
        private long stored;
    }

    private static final class Run {
        private final Cutter cutter;
        private final Sealing sealing;
        private final Tally tally;
        private final Fingerprinter fingerprinter = Fingerprinter.keyed(CutterComparison.KEY);
        private final Set<Fingerprint> known = new HashSet<>();
        private final byte[] group = new byte[2 * ALONE_BYTES];
        private int grouped;

        Run(Cutter cutter, Sealing sealing, Tally tally) {
            this.cutter = cutter;
            this.sealing = sealing;
            this.tally = tally;
        }

        void store(byte[] content) {
            for (int from = 0; from < content.length; ) {
                int length = cutter.cut(content, from, content.length);
                tally.chunks++;
                if (known.add(fingerprinter.fingerprint(ChunkType.DATA, content, from, length))) {
                    add(content, from, length);
                }
                from += length;
            }
            flush();
        }

        private void add(byte[] content, int from, int length) {
            if (length >= ALONE_BYTES) {
                tally.stored += sealing.sealAndVerify(content, from, length);
                return;
            }
            if (grouped + length > group.length) {
                flush();
            }
            System.arraycopy(content, from, group, grouped, length);
            grouped += length;
        }

        private void flush() {
            if (grouped > 0) {
                tally.stored += sealing.sealAndVerify(group, 0, grouped);
                grouped = 0;
            }
        }
    }
}
