package dev.holdfast.flags;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.flags.kept.LastKnown;
import dev.holdfast.flags.wire.Fetched;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is known, and how far it can be trusted. Read by any thread, changed by the one that asks the server. Never goes back to an older version. */
final class Holder {
    private final Listeners listeners;
    private final Optional<LastKnown> copy;
    private volatile Known known;
    private volatile FlagsState state = FlagsState.NOT_READY;
    private boolean wasBehind;

    Holder(Known first, Optional<LastKnown> copy, Listeners listeners) {
        this.known = first;
        this.copy = copy;
        this.listeners = listeners;
    }

    Known known() {
        return known;
    }

    FlagsState state() {
        return state;
    }

    /** Takes the copy on disk, if there is one that can be used. */
    void recall() {
        LastKnown.Found found = copy.map(LastKnown::read).orElseGet(LastKnown.Found.Nothing::new);
        switch (found) {
            case LastKnown.Found.Copy kept -> known = Known.copy(kept.rules(), known.evaluator().clock());
            case LastKnown.Found.Unusable unusable -> listeners.tell(new FlagsEvent.Trouble(unusable.reason() + "; it is not used"));
            case LastKnown.Found.Nothing nothing -> {
                // The first start, or no copy is wanted.
            }
        }
    }

    /**
     * Takes an answer.
     *
     * @return why it is of no use; empty if it is
     */
    Optional<String> take(Fetched fetched) {
        Optional<String> trouble = switch (fetched) {
            case Fetched.Failed failed -> Optional.of(failed.reason());
            case Fetched.Same same -> same();
            case Fetched.Rules rules -> rules(rules);
        };
        trouble.ifPresent(reason -> failed(reason, fetched));
        return trouble;
    }

    private Optional<String> same() {
        if (known.published().isEmpty()) {
            return Optional.of("the server says that nothing has changed though nothing is known");
        }
        confirm();
        return Optional.empty();
    }

    private Optional<String> rules(Fetched.Rules rules) {
        Optional<FlagsVersion> present = known.published();
        boolean isSame = present.filter(version -> version.digest().equals(rules.version().digest())).isPresent();
        boolean isNewer = present.filter(version -> version.compareTo(rules.version()) >= 0).isEmpty();
        if (isNewer) {
            adopt(known.replacedBy(rules.document(), rules.version().sequence()));
        } else if (isSame) {
            confirm();
        } else {
            return Optional.of("the server answered with version " + rules.version() + ", which does not come after " + known.rules().version());
        }
        return Optional.empty();
    }

    private void adopt(Known next) {
        Known before = known;
        known = next;
        List<String> changed = next.changedSince(before);
        ready();
        if (!changed.isEmpty()) {
            listeners.tell(new FlagsEvent.Changed(next.rules().version(), changed));
        }
        keep(next.rules());
    }

    private void keep(RuleSet rules) {
        try {
            if (copy.isPresent()) {
                copy.get().write(rules);
            }
        } catch (IOException | RuntimeException e) {
            listeners.tell(new FlagsEvent.Trouble("the copy of the flags cannot be written: " + e));
        }
    }

    /** The server has what is known. */
    private void confirm() {
        Known present = known;
        if (present.origin() == Known.Origin.COPY) {
            known = present.confirmed();
        }
        ready();
    }

    private void ready() {
        wasBehind = false;
        become(FlagsState.READY, "the server has confirmed them");
    }

    /** One answer that is older may come from one server of several, and the next one knows better. */
    private void failed(String reason, Fetched fetched) {
        boolean isBehind = fetched instanceof Fetched.Rules;
        if (!isBehind || wasBehind || state == FlagsState.NOT_READY) {
            become(known.origin() == Known.Origin.NOWHERE ? FlagsState.ERROR : FlagsState.STALE, reason);
        }
        wasBehind = isBehind;
        listeners.tell(new FlagsEvent.Failed(reason));
    }

    private void become(FlagsState next, String reason) {
        if (state != next) {
            state = next;
            listeners.tell(new FlagsEvent.Became(next, reason));
        }
    }
}
