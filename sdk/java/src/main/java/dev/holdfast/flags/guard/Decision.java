package dev.holdfast.flags.guard;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.guard.Guard;
import dev.holdfast.control.flag.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether an operation may happen. */
public sealed interface Decision {
    /** The version to name in the answer's {@code X-Flags-Version}; empty if no server has given one. */
    Optional<FlagsVersion> version();

    /** It may. */
    record Allowed(Optional<FlagsVersion> version) implements Decision {}

    /**
     * It must not: answer with {@link #STATUS} and {@link #body}, before anything has an effect.
     *
     * @param flags those that guard it
     */
    record Refused(Optional<FlagsVersion> version, List<String> flags) implements Decision {
        /** Conflict. */
        public static final int STATUS = 409;

        public Refused {
            flags = List.copyOf(flags);
        }

        /** What the caller is told, as JSON. */
        public String body() {
            Map<String, Object> plain = Map.of("error", Guard.OUTDATED, "flags", flags);
            return CanonicalJson.text(version.<Map<String, Object>>map(
                            known -> Map.of("error", Guard.OUTDATED, "flags", flags, "flagsVersion", known.toString()))
                    .orElse(plain));
        }
    }
}
