package dev.holdfast.server.flag.publish;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.server.flag.FlagSource;
import java.util.concurrent.locks.ReentrantLock;

/** An environment as it is served. Thread-safe; answers from memory. */
public final class LiveEnvironment implements FlagSource {
    private final EnvironmentId id;
    private final ReentrantLock publishing = new ReentrantLock();
    private volatile EnvironmentSettings settings;
    private volatile RuleSet current;

    LiveEnvironment(EnvironmentId id, EnvironmentSettings settings, RuleSet current) {
        this.id = id;
        this.settings = settings;
        this.current = current;
    }

    public EnvironmentId id() {
        return id;
    }

    public EnvironmentSettings settings() {
        return settings;
    }

    @Override
    public RuleSet current() {
        return current;
    }

    /** Held by whoever makes the next version. */
    ReentrantLock publishing() {
        return publishing;
    }

    void serve(RuleSet rules) {
        current = rules;
    }

    void settle(EnvironmentSettings next) {
        settings = next;
    }
}
