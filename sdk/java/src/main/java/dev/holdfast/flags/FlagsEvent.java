package dev.holdfast.flags;

import dev.holdfast.control.flag.FlagsVersion;
import java.util.List;

/** What happens to a program's flags. */
public sealed interface FlagsEvent {
    /**
     * They can be trusted more, or less, than before.
     *
     * @param reason one sentence
     */
    record Became(FlagsState state, String reason) implements FlagsEvent {}

    /**
     * Another version holds.
     *
     * @param flags those that may give something else now, or exist no more; sorted
     */
    record Changed(FlagsVersion version, List<String> flags) implements FlagsEvent {
        public Changed {
            flags = List.copyOf(flags);
        }
    }

    /** The server was asked in vain. */
    record Failed(String reason) implements FlagsEvent {}

    /** Something is not as it should be, though flags are read all the same. */
    record Trouble(String message) implements FlagsEvent {}
}
