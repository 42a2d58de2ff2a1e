package dev.holdfast.control.flag.life;

import dev.holdfast.control.flag.definition.FlagDefinition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds flags that are probably not needed any more.
 *
 * @param unchanged a flag that nobody changed for longer is suspicious
 * @param full so is one that all users have had for longer
 */
public record Staleness(Duration unchanged, Duration full) {
    /** Metadata: until when the flag is wanted, a date or a time. */
    public static final String EXPIRES = "expires";

    /** Metadata: true for a flag that is meant to stay, such as a switch for emergencies. */
    public static final String PERMANENT = "permanent";

    /** Why a flag is suspicious. */
    public enum Reason {
        /** The day its metadata names is over. */
        EXPIRED,
        /** Its life has ended: the code can do without it. */
        FINISHED,
        /** All users have had it for long. */
        FULL,
        /** Nobody changed it for long. */
        UNCHANGED
    }

    /**
     * A flag that is probably not needed.
     *
     * @param reasons at least one
     * @param owner from its metadata, or empty
     * @param changed when it last was, if that is known
     */
    public record Stale(String key, List<Reason> reasons, String owner, Optional<Instant> changed) {
        public Stale {
            reasons = List.copyOf(reasons);
        }
    }

    /** The stale ones among flags, in their order; {@code changed} says when each last was. */
    public List<Stale> report(Collection<FlagDefinition> flags, Map<String, Instant> changed, Instant now) {
        List<Stale> stale = new ArrayList<>();
        for (FlagDefinition flag : flags) {
            Optional<Instant> last = Optional.ofNullable(changed.get(flag.key()));
            List<Reason> reasons = reasons(flag, last, now);
            if (!reasons.isEmpty()) {
                stale.add(new Stale(flag.key(), reasons, flag.metadata().get("owner") instanceof String owner ? owner : "", last));
            }
        }
        return stale;
    }

    private List<Reason> reasons(FlagDefinition flag, Optional<Instant> changed, Instant now) {
        List<Reason> reasons = new ArrayList<>();
        if (expiry(flag).map(end -> !now.isBefore(end)).orElse(false)) {
            reasons.add(Reason.EXPIRED);
        }
        Optional<Stage> stage = flag.metadata().get(FlagLife.STAGE) instanceof String text ? Stage.read(text) : Optional.empty();
        if (stage.filter(one -> one instanceof Stage.Permanent || one instanceof Stage.Archived).isPresent()) {
            reasons.add(Reason.FINISHED);
        }
        if (Boolean.TRUE.equals(flag.metadata().get(PERMANENT))) {
            return reasons;
        }
        if (stage.equals(Optional.of(new Stage.Share(100))) && isOlder(changed, full, now)) {
            reasons.add(Reason.FULL);
        }
        if (isOlder(changed, unchanged, now)) {
            reasons.add(Reason.UNCHANGED);
        }
        return reasons;
    }

    private static boolean isOlder(Optional<Instant> changed, Duration span, Instant now) {
        return changed.map(time -> time.plus(span).isBefore(now)).orElse(false);
    }

    /** When a flag is no longer wanted; a date counts to its end, in UTC. */
    public static Optional<Instant> expiry(FlagDefinition flag) {
        return flag.metadata().get(EXPIRES) instanceof String text ? read(text) : Optional.empty();
    }

    /** Reads a date such as {@code 2027-01-31} or a time such as {@code 2027-01-31T12:00:00Z}. */
    static Optional<Instant> read(String text) {
        try {
            return Optional.of(
                    text.length() == 10 ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
