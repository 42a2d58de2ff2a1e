package dev.holdfast.server.job;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.Arrays;
import java.util.Locale;

/** What a job does. */
public enum JobKind {
    /** Gives back the space of what no snapshot needs. */
    COLLECT(Place.SERVER),
    /** Compares packs with the digests they were sealed with. */
    SCRUB(Place.SERVER),
    /** Forgets what the tenant's rules no longer keep. */
    RETENTION(Place.SERVER),
    /** Restores to a machine. */
    RESTORE(Place.AGENT),
    /** Backs a machine up now. */
    BACKUP(Place.AGENT);

    /** Where a job runs. */
    public enum Place {
        SERVER,
        AGENT
    }

    private final Place place;

    JobKind(Place place) {
        this.place = place;
    }

    public Place place() {
        return place;
    }

    /** The word for it in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with that word; another one is {@code INVALID_ARGUMENT}. */
    public static JobKind parse(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT, "there is no such kind of job", "use collect, scrub, retention, restore or backup"));
    }
}
