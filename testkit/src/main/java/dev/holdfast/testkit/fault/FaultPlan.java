package dev.holdfast.testkit.fault;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Says which call fails, and how. */
public final class FaultPlan {
    private final long at;
    private final Effect effect;
    private final Supplier<Throwable> failure;
    private final Aftermath aftermath;
    private final AtomicLong calls = new AtomicLong();

    /** Whether the failing call does its work. */
    public enum Effect {
        /** It fails before it does anything. */
        NONE,
        /** It does everything and then its answer is lost. */
        DONE
    }

    /** What happens to the calls after the failing one. */
    private enum Aftermath {
        SOUND,
        DEAD
    }

    private FaultPlan(long at, Effect effect, Supplier<Throwable> failure, Aftermath aftermath) {
        this.at = at;
        this.effect = effect;
        this.failure = failure;
        this.aftermath = aftermath;
    }

    /** Nothing fails; calls are counted. */
    public static FaultPlan none() {
        return failing(Long.MAX_VALUE, Effect.NONE, ErrorCode.INTERNAL);
    }

    /** Call number {@code at}, counted from 1, fails with a code; the others work. */
    public static FaultPlan failing(long at, Effect effect, ErrorCode code) {
        return new FaultPlan(at, effect, () -> new HoldfastException(code, "injected at call " + at), Aftermath.SOUND);
    }

    /** The process dies in call number {@code at}: it and every later one end in {@link SimulatedCrash}. */
    public static FaultPlan crashing(long at, Effect effect) {
        return new FaultPlan(at, effect, () -> new SimulatedCrash(at), Aftermath.DEAD);
    }

    /** How many calls there were. */
    public long calls() {
        return calls.get();
    }

    /** Whether the planned call has come. */
    public boolean struck() {
        return calls.get() >= at;
    }

    <T> T call(Supplier<T> work) {
        long call = calls.incrementAndGet();
        if (call > at && aftermath == Aftermath.DEAD || call == at && effect == Effect.NONE) {
            throw thrown();
        }
        T answer = work.get();
        if (call == at) {
            throw thrown();
        }
        return answer;
    }

    void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    private RuntimeException thrown() {
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException runtime) {
            return runtime;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        throw new AssertionError(thrown);
    }
}
