package dev.holdfast.control.flag.life;

import java.util.Optional;

/** Where a flag is in its life. Each stage reaches everybody whom those before it reach, except the last, which ends it. */
public sealed interface Stage {
    /** Nobody gets the variant that is rolled out. */
    record Draft() implements Stage {
        @Override
        public String text() {
            return "draft";
        }
    }

    /** The internal group gets it. */
    record Internal() implements Stage {
        @Override
        public String text() {
            return "internal";
        }
    }

    /**
     * The internal group gets it, and a share of everybody else.
     *
     * @param percent 1 to 100
     */
    record Share(int percent) implements Stage {
        public Share {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("a share of users is 1 to 100 %, not " + percent);
            }
        }

        @Override
        public String text() {
            return percent + "%";
        }
    }

    /** Everybody gets it, without any rule; the code can do without the flag. */
    record Permanent() implements Stage {
        @Override
        public String text() {
            return "permanent";
        }
    }

    /** It is switched off as a whole, so that programs use their own default; it can be removed. */
    record Archived() implements Stage {
        @Override
        public String text() {
            return "archived";
        }
    }

    /** As it is written in metadata and requests. */
    String text();

    /** Reads what {@link #text} wrote; empty if it did not. */
    static Optional<Stage> read(String text) {
        return switch (text) {
            case "draft" -> Optional.of(new Draft());
            case "internal" -> Optional.of(new Internal());
            case "permanent" -> Optional.of(new Permanent());
            case "archived" -> Optional.of(new Archived());
            default -> text.matches("[1-9][0-9]?%|100%")
                    ? Optional.of(new Share(Integer.parseInt(text.substring(0, text.length() - 1))))
                    : Optional.empty();
        };
    }
}
