package dev.holdfast.verify.chaos;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Decides what happens to each request. Called by many threads. */
@FunctionalInterface
public interface Script {
    Mishap next(Asked asked);

    /** Nothing happens to anybody. */
    static Script quiet() {
        return asked -> Mishap.NONE;
    }

    /** It happens to the first {@code count} requests of a method and a pattern of paths. */
    static Script first(int count, String method, String path, Mishap mishap) {
        AtomicInteger left = new AtomicInteger(count);
        return asked -> asked.is(method, path) && left.getAndDecrement() > 0 ? mishap : Mishap.NONE;
    }

    /** It happens to the first request of every kind. */
    static Script firstOfEachKind(Mishap mishap) {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return asked -> seen.add(asked.kind()) ? mishap : Mishap.NONE;
    }

    /** It happens to a share of all requests, by lot. */
    static Script share(double share, RandomGenerator random, Mishap mishap) {
        return asked -> {
            synchronized (random) {
                return random.nextDouble() < share ? mishap : Mishap.NONE;
            }
        };
    }
}
