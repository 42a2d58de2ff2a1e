package dev.holdfast.flags.guard;

import dev.holdfast.control.flag.guard.Guard;
import dev.holdfast.control.flag.guard.Verdict;
import dev.holdfast.flags.Flags;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps an operation from happening for whoever decided on it by flags that have changed since. Ask it before anything has an effect.
 *
 * <p>Whoever knows a newer version than this program makes it ask its server, and is not refused if that does not help: it is not they who are
 * behind. Thread-safe.
 */
public final class OperationGuard {
    private static final Duration TO_REFRESH = Duration.ofSeconds(2);

    private final Flags flags;
    private final Guard guard;
    private final Unversioned unversioned;

    /** What becomes of a request that does not say by which flags it was decided. */
    public enum Unversioned {
        /** It is let through: programs without flags ask too. */
        ADMITTED,
        /** It is refused like one that is outdated. */
        REFUSED
    }

    public OperationGuard(Flags flags, Guard guard, Unversioned unversioned) {
        this.flags = flags;
        this.guard = guard;
        this.unversioned = unversioned;
    }

    /**
     * Decides, and waits for the flag server if the request knows more than this program does.
     *
     * @param header the value of the request's {@code X-Flags-Version}; empty if there is none
     */
    public Decision decide(Optional<String> header) {
        // Defaults are no version: with them, nobody is behind.
        if (flags.version().isEmpty() && header.isPresent()) {
            flags.refresh(Optional.empty(), TO_REFRESH);
        }
        if (flags.version().isEmpty()) {
            return allowed();
        }
        Verdict verdict = guard.judge(header, flags.rules());
        if (verdict instanceof Verdict.Ahead(var theirs) && flags.refresh(Optional.of(theirs), TO_REFRESH)) {
            verdict = guard.judge(header, flags.rules());
        }
        return switch (verdict) {
            case Verdict.Admitted admitted -> allowed();
            case Verdict.Ahead ahead -> allowed();
            case Verdict.Outdated outdated -> refused(outdated.flags());
            case Verdict.Unversioned none -> switch (unversioned) {
                case ADMITTED -> allowed();
                case REFUSED -> refused(guard.flags().stream().sorted().toList());
            };
        };
    }

    private Decision allowed() {
        return new Decision.Allowed(flags.version());
    }

    private Decision refused(List<String> guarding) {
        return new Decision.Refused(flags.version(), guarding);
    }
}
