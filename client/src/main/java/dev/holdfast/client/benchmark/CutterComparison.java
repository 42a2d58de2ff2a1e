package dev.holdfast.client.benchmark;

import dev.holdfast.core.chunk.Cutter;
import dev.holdfast.core.chunk.FastCdc;
import dev.holdfast.core.chunk.FixedCutter;
import dev.holdfast.core.chunk.RabinCutter;
import dev.holdfast.core.crypto.Fingerprinter;
import dev.holdfast.core.id.Fingerprint;
import dev.holdfast.core.protocol.ChunkType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Cuts one corpus by every cutter and counts what edits cost each of them. */
final class CutterComparison {
    /** A key like any other, but the same in every run. */
    static final byte[] KEY = "the key of every benchmark there is".getBytes(StandardCharsets.US_ASCII);

    private static final int COMMON_BYTES = 256 << 10;

    private final Stopwatch stopwatch;
    private final Fingerprinter fingerprinter = Fingerprinter.plain();

    CutterComparison(Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
    }

    /** A cutter with its name. */
    record Contestant(String name, int averageBytes, Cutter cutter) {}

    /** FastCDC at every chunk size worth a thought, and the others at a common one. */
    static List<Contestant> contestants() {
        List<Contestant> all = new ArrayList<>();
        for (int average = 64 << 10; average <= 4 << 20; average *= 2) {
            all.add(new Contestant("fastcdc", average, new FastCdc(KEY, average)));
        }
        FastCdc forced = new FastCdc(KEY, COMMON_BYTES, FastCdc.Late.MAXIMUM);
        all.add(new Contestant("fastcdc, forced at the maximum", COMMON_BYTES, forced));
        all.add(new Contestant("rabin", COMMON_BYTES, new RabinCutter(COMMON_BYTES)));
        all.add(new Contestant("fixed", COMMON_BYTES, new FixedCutter(COMMON_BYTES)));
        return all;
    }

    BenchmarkResult.Cutting measure(Corpus corpus, Contestant contestant, long seed) {
        try (Sealing sealing = new Sealing(1)) {
            return measure(corpus, contestant, seed, sealing);
        }
    }

    private BenchmarkResult.Cutting measure(Corpus corpus, Contestant contestant, long seed, Sealing sealing) {
        Tally before = new Tally((content, offset, length) -> 0);
        Tally after = new Tally(sealing::compress);
        Set<Fingerprint> known = new HashSet<>();
        Cutter cutter = contestant.cutter();
        double seconds = 0;
        for (int document = 0; document < corpus.documents(); document++) {
            byte[] content = corpus.before(document);
            if (document == 0) {
                stopwatch.warmUp(() -> cutAll(cutter, content));
            }
            seconds += stopwatch.bestSeconds(() -> cutAll(cutter, content));
            count(cutter, content, known, before);
            count(cutter, Edits.apply(content, corpus.edits(), new Noise(seed - document)), known, after);
        }
        return new BenchmarkResult.Cutting(
                corpus.name(),
                contestant.name(),
                contestant.averageBytes(),
                cutter instanceof FixedCutter ? 0 : Stopwatch.megabytesPerSecond(corpus.bytes(), seconds),
                corpus.bytes(),
                before.chunks,
                before.freshChunks,
                before.freshBytes,
                after.freshChunks,
                after.freshBytes,
                after.freshStored);
    }

    private static void cutAll(Cutter cutter, byte[] content) {
        for (int from = 0; from < content.length; ) {
            from += cutter.cut(content, from, content.length);
        }
    }

    private void count(Cutter cutter, byte[] content, Set<Fingerprint> known, Tally tally) {
        for (int from = 0; from < content.length; ) {
            int length = cutter.cut(content, from, content.length);
            tally.chunks++;
            if (known.add(fingerprinter.fingerprint(ChunkType.DATA, content, from, length))) {
                tally.addFresh(content, from, length);
            }
            from += length;
        }
    }

    /** What a chunk takes when it is stored. */
    private interface Storing {
        int bytes(byte[] content, int offset, int length);
    }

    private static final class Tally {
        private final Storing storing;
        private long chunks;
        private long freshChunks;
        private long freshBytes;
        private long freshStored;

        Tally(Storing storing) {
            this.storing = storing;
        }

        void addFresh(byte[] content, int offset, int length) {
            freshChunks++;
            freshBytes += length;
            freshStored += storing.bytes(content, offset, length);
        }
    }
}
