package dev.holdfast.client.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Content made from a seed. */
record GeneratedCorpus(Kind kind, long bytes, long seed) implements Corpus {
    private static final int SHORTEST_RUN_BYTES = 64 << 10;
    private static final int LONGEST_RUN_BYTES = 4 << 20;
    private static final int SHARED_RUNS = 64;

    /** Kinds of content. */
    enum Kind {
        /** Like images of machines: stretches of text, records, noise and zeros, one in ten the same as another somewhere. */
        IMAGES,
        /** Lines with ascending times, a few hosts and a few messages. */
        LOGS,
        /** The same line over and over, but for a number that changes every few thousand lines. */
        HEARTBEATS,
        /** Stretches of a few megabytes, each a pattern of 1 to 200 bytes repeated. */
        PERIODIC,
        /** Zeros with a few kilobytes of noise every few megabytes. */
        NEARLY_EMPTY
    }

    @Override
    public String name() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public byte[] before(int document) {
        byte[] target = new byte[documentBytes(document)];
        Noise noise = new Noise(seed * 1_000_003 + document);
        switch (kind) {
            case IMAGES -> images(target, noise);
            case LOGS -> logs(target, noise, document);
            case HEARTBEATS -> heartbeats(target, document);
            case PERIODIC -> periodic(target, noise);
            case NEARLY_EMPTY -> nearlyEmpty(target, noise);
        }
        return target;
    }

    private void images(byte[] target, Noise noise) {
        for (int from = 0; from < target.length; ) {
            Noise run = new Noise(noise.below(10) == 0 ? seed + noise.below(SHARED_RUNS) : noise.next());
            int length = SHORTEST_RUN_BYTES + run.below(LONGEST_RUN_BYTES - SHORTEST_RUN_BYTES);
            int to = Math.min(target.length, from + length);
            switch (run.below(10)) {
                case 0, 1, 2, 3 -> text(target, from, to, run);
                case 4, 5, 6 -> records(target, from, to, run);
                case 7, 8 -> run.fill(target, from, to);
                default -> {}
            }
            from = to;
        }
    }

    /** Words whose frequencies are skewed like those of a language. */
    private static void text(byte[] target, int from, int to, Noise noise) {
        for (int at = from; at < to; ) {
            int word = (int) Math.pow(4096, (noise.next() >>> 11) * 0x1p-53);
            Noise letters = new Noise(word);
            for (int left = 2 + letters.below(9); left > 0 && at < to; left--) {
                target[at++] = (byte) "eeeeeetttaaaooiinnsshhrrddlluucmfwypvbgk".charAt(letters.below(40));
            }
            if (at < to) {
                target[at++] = (byte) (word % 12 == 5 ? '\n' : ' ');
            }
        }
    }

    /** Records of 32 bytes: a counter, a small number, padding and a random value. */
    private static void records(byte[] target, int from, int to, Noise noise) {
        long counter = noise.next() >>> 20;
        for (int at = from; at < to; at++) {
            int field = (at - from) % 32;
            target[at] = switch (field / 8) {
                case 0 -> (byte) (counter >>> 8 * field);
                case 1 -> (byte) (field == 8 ? counter * 7 : 0);
                case 2 -> (byte) 0;
                default -> (byte) noise.next();
            };
            counter += field == 31 ? 1 : 0;
        }
    }

    private static void logs(byte[] target, Noise noise, int document) {
        String[] messages = {
            "GET /index.html 200", "GET /api/v1/status 200", "connection closed by peer", "cache miss", "heartbeat ok", "worker idle"
        };
        long seconds = 1_700_000_000L + document * 1_000_000L;
        for (int at = 0; at < target.length; ) {
            seconds += noise.below(3) == 0 ? 1 : 0;
            String line = seconds + " host-" + noise.below(8) + " app[" + (1000 + noise.below(4)) + "]: "
                    + messages[noise.below(messages.length)] + '\n';
            at = put(target, at, line);
        }
    }

    private static void heartbeats(byte[] target, int document) {
        long line = document * 1_000_000L;
        for (int at = 0; at < target.length; line++) {
            at = put(target, at, "worker-3: heartbeat ok, nothing to do, generation " + line / 5000 + '\n');
        }
    }

    private static int put(byte[] target, int at, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        int length = Math.min(bytes.length, target.length - at);
        System.arraycopy(bytes, 0, target, at, length);
        return at + length;
    }

    private static void periodic(byte[] target, Noise noise) {
        for (int from = 0; from < target.length; ) {
            int period = 1 + noise.below(200);
            int to = Math.min(target.length, from + (4 << 20) + noise.below(12 << 20));
            noise.fill(target, from, Math.min(to, from + period));
            for (int i = from + period; i < to; i++) {
                target[i] = target[i - period];
            }
            from = to;
        }
    }

    private static void nearlyEmpty(byte[] target, Noise noise) {
        for (int at = noise.below(3 << 20); at < target.length; at += (2 << 20) + noise.below(2 << 20)) {
            noise.fill(target, at, Math.min(target.length, at + 1024 + noise.below(8192)));
        }
    }
}
