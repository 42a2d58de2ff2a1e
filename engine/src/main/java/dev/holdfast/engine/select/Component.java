package dev.holdfast.engine.select;

import java.util.Arrays;

/** What a pattern says about one step of a path. Each form matches in time linear in the name but {@link Wild}, which is bounded too. */
sealed interface Component {
    boolean matches(byte[] name);

    /** {@code **} between slashes: any number of steps. As the last component it stands for at least one. */
    record AnyDepth() implements Component {
        @Override
        public boolean matches(byte[] name) {
            return true;
        }
    }

    /** Exactly this name. */
    record Exact(byte[] bytes) implements Component {
        @Override
        public boolean matches(byte[] name) {
            return Arrays.equals(bytes, name);
        }
    }

    /** A star and then these bytes. */
    record Suffix(byte[] bytes) implements Component {
        @Override
        public boolean matches(byte[] name) {
            int from = name.length - bytes.length;
            return from >= 0 && Arrays.equals(name, from, name.length, bytes, 0, bytes.length);
        }
    }

    /**
     * Anything else. A token below 256 is a literal byte, {@link #ANY} one byte of any value, {@link #STAR} any number of them, and
     * {@code FIRST_CLASS + i} a byte in the i-th of {@code classes}, each a set of 256 bits.
     */
    record Wild(int[] tokens, long[][] classes) implements Component {
        static final int ANY = 256;
        static final int STAR = 257;
        static final int FIRST_CLASS = 258;

        /**
         * Only the latest star is ever tried again: whatever an earlier one could take more of, the latest can as well. That bounds
         * the work by name length times pattern length.
         */
        @Override
        public boolean matches(byte[] name) {
            int token = 0;
            int at = 0;
            int afterStar = -1;
            int starTo = 0;
            while (at < name.length) {
                if (token < tokens.length && tokens[token] == STAR) {
                    token++;
                    afterStar = token;
                    starTo = at;
                } else if (token < tokens.length && accepts(tokens[token], name[at] & 0xFF)) {
                    token++;
                    at++;
                } else if (afterStar >= 0) {
                    token = afterStar;
                    starTo++;
                    at = starTo;
                } else {
                    return false;
                }
            }
            while (token < tokens.length && tokens[token] == STAR) {
                token++;
            }
            return token == tokens.length;
        }

        private boolean accepts(int token, int value) {
            if (token < ANY) {
                return token == value;
            }
            return token == ANY || (classes[token - FIRST_CLASS][value >>> 6] >>> (value & 63) & 1) != 0;
        }
    }
}
