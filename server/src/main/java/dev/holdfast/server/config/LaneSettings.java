package dev.holdfast.server.config;

import dev.holdfast.control.config.Kind;
import dev.holdfast.control.config.Setting;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be set about one lane.
 *
 * @param places how many requests have a place at once
 * @param waiting how many others may wait
 * @param patience how long each may wait
 */
public record LaneSettings(Setting<Long> places, Setting<Long> waiting, Setting<Duration> patience) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * Declares them.
     *
     * @param shortest the wait that is allowed in any case, so that none shorter than it can be set
     */
    static LaneSettings of(String lane, String what, long places, long waiting, Duration shortest, Duration patience) {
        String name = "limit." + lane + ".";
        return new LaneSettings(
                Setting.server(
                        name + "places",
                        new Kind.Whole("requests", places == 0 ? 0 : 1, 1_000),
                        places,
                        "limits",
                        "How many " + what + " are served at once; others wait." + (places == 0 ? " 0 is two for each processor and two more." : "")),
                Setting.server(
                        name + "waiting",
                        new Kind.Whole("requests", 0, 10_000),
                        waiting,
                        "limits",
                        "How many " + what + " may wait for a place; more are turned away."),
                Setting.server(
                        name + "patience",
                        new Kind.Time(shortest, LONGEST),
                        patience,
                        "limits",
                        "How long one of the " + what + " waits for a place before it is turned away, while the server keeps up."));
    }

    Stream<Setting<?>> all() {
        return List.<Setting<?>>of(places, waiting, patience).stream();
    }
}
