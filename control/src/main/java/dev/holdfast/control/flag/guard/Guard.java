package dev.holdfast.control.flag.guard;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Flags that guard an operation. One that does not exist, and never did, guards nothing.
 *
 * @param flags their names
 */
public record Guard(Set<String> flags) {
    /** The header by which requests and answers name a version. */
    public static final String HEADER = "X-Flags-Version";

    /** The word by which a refusal is known. */
    public static final String OUTDATED = "flags_outdated";

    private static final FlagsVersion BEFORE_ALL = new FlagsVersion(0, "0".repeat(64));

    public Guard {
        flags = Set.copyOf(flags);
        if (flags.isEmpty()) {
            throw new IllegalArgumentException("a guard without flags guards nothing");
        }
    }

    /** A guard of these flags. */
    public static Guard of(Collection<String> flags) {
        return new Guard(Set.copyOf(flags));
    }

    /**
     * Judges a request.
     *
     * @param header the value of {@link #HEADER}, if the request has it; one that is no version counts as none
     * @param rules the rules in force
     */
    public Verdict judge(Optional<String> header, RuleSet rules) {
        return header.flatMap(FlagsVersion::read).map(theirs -> judge(theirs, rules)).orElseGet(Verdict.Unversioned::new);
    }

    private Verdict judge(FlagsVersion theirs, RuleSet rules) {
        FlagsVersion ours = rules.version();
        // The same content is the same decision, however often it was published and wherever.
        if (theirs.digest().equals(ours.digest())) {
            return new Verdict.Admitted();
        }
        if (theirs.compareTo(ours) > 0) {
            return new Verdict.Ahead(theirs);
        }
        boolean changed = !rules.changes().after(theirs, flags).isEmpty();
        return changed || isOfAnotherHistory(theirs, rules) ? new Verdict.Outdated(ours, new TreeSet<>(flags).stream().toList()) : new Verdict.Admitted();
    }

    /** The same number for other content: what changed between the two cannot be known. */
    private boolean isOfAnotherHistory(FlagsVersion theirs, RuleSet rules) {
        return theirs.sequence() == rules.version().sequence() && !rules.changes().after(BEFORE_ALL, flags).isEmpty();
    }
}
