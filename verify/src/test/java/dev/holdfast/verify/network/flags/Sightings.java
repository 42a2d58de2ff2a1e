package dev.holdfast.verify.network.flags;

import dev.holdfast.control.flag.FlagsVersion;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What all readers together have seen: each version with its content. */
final class Sightings {
    private final Watch watch;
    private final ConcurrentSkipListMap<Long, String> digests = new ConcurrentSkipListMap<>();
    private final Map<String, ConcurrentSkipListMap<Long, Long>> values = new ConcurrentHashMap<>();

    Sightings(Watch watch) {
        this.watch = watch;
    }

    /** Somebody was told of a version. */
    void saw(String who, FlagsVersion version) {
        String before = digests.putIfAbsent(version.sequence(), version.digest());
        if (before != null && !before.equals(version.digest())) {
            watch.wrong(who + " saw another content under version " + version.sequence() + " than others");
        }
    }

    /** Somebody read a value under a version. */
    void saw(String who, FlagsVersion version, String flag, long value) {
        saw(who, version);
        Long before = values.computeIfAbsent(flag, any -> new ConcurrentSkipListMap<>()).putIfAbsent(version.sequence(), value);
        if (before != null && before != value) {
            watch.wrong(who + " read " + value + " of " + flag + " under version " + version.sequence() + ", and others read " + before);
        }
    }

    /** Digests by the number of the version. */
    NavigableMap<Long, String> digests() {
        return digests;
    }

    /** What a flag gave, by the number of the version. */
    NavigableMap<Long, Long> values(String flag) {
        return values.getOrDefault(flag, new ConcurrentSkipListMap<>());
    }
}
