package peers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Bytes made from a seed that look, to a cutter and a compressor, like those of real files. */
enum Content {
    /** Words of a skewed vocabulary in lines; compresses about three to one. */
    TEXT {
        @Override
        void fill(ByteBuffer target, SplittableRandom random) {
            while (target.hasRemaining()) {
                long bits = random.nextLong();
                for (int i = 0; i < 4 && target.hasRemaining(); i++, bits >>>= 16) {
                    byte[] word = Vocabulary.WORDS[Vocabulary.RANKS[(int) bits & 0xffff]];
                    target.put(word, 0, Math.min(word.length, target.remaining()));
                }
            }
        }
    },
    /** Records of counters, small numbers and fractions; compresses about two to one. */
    RECORDS {
        @Override
        void fill(ByteBuffer target, SplittableRandom random) {
            long counter = random.nextLong() >>> 20;
            while (target.remaining() >= 48) {
                long bits = random.nextLong();
                target.putLong(counter++).putLong(1_700_000_000_000L + counter * 250 + (bits & 0xff));
                target.putInt((int) (bits >>> 60)).putInt(0).putLong(0x00007f0000000000L | bits >>> 32 & 0xfffff8);
                target.putDouble((bits & 0xffffff) / 1000.0).putLong(random.nextLong() & 0xffffffffL);
            }
            NOISE.fill(target, random);
        }
    },
    /** Bytes that do not compress, like those of media and archives. */
    NOISE {
        @Override
        void fill(ByteBuffer target, SplittableRandom random) {
            while (target.remaining() >= Long.BYTES) {
                target.putLong(random.nextLong());
            }
            while (target.hasRemaining()) {
                target.put((byte) random.nextInt());
            }
        }
    },
    /** Unused space that was written as zeros. */
    ZEROS {
        @Override
        void fill(ByteBuffer target, SplittableRandom random) {
            target.put(new byte[target.remaining()]);
        }
    };

    /** Fills all that remains of a buffer. */
    abstract void fill(ByteBuffer target, SplittableRandom random);

    /** Fresh bytes of this kind, ready to be read. */
    ByteBuffer bytes(int length, SplittableRandom random) {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fill(buffer, random);
        return buffer.flip();
    }

    /** Words drawn once from a fixed seed, and a table in which frequent words take most of the places. */
    private static final class Vocabulary {
        static final byte[][] WORDS = words();
        static final int[] RANKS = ranks();

        private static byte[][] words() {
            String letters = "eeeeeeetttttaaaaooooiiinnnssshhrrddlluucmfwypvbgk";
            SplittableRandom random = new SplittableRandom(1);
            byte[][] words = new byte[4096][];
            for (int i = 0; i < words.length; i++) {
                StringBuilder word = new StringBuilder();
                for (int length = random.nextInt(2, 11); length > 0; length--) {
                    word.append(letters.charAt(random.nextInt(letters.length())));
                }
                word.append(i % 12 == 5 ? ".\n" : " ");
                words[i] = word.toString().getBytes(StandardCharsets.US_ASCII);
            }
            return words;
        }

        private static int[] ranks() {
            SplittableRandom random = new SplittableRandom(2);
            int[] ranks = new int[1 << 16];
            for (int i = 0; i < ranks.length; i++) {
                ranks[i] = (int) Math.pow(WORDS.length, random.nextDouble()) - 1;
            }
            return ranks;
        }
    }
}
