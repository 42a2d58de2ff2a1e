package dev.holdfast.server.config;

import dev.holdfast.control.config.Applies;
import dev.holdfast.control.config.ConfigurationDocument;
import dev.holdfast.control.config.Effective;
import dev.holdfast.control.config.Entry;
import dev.holdfast.control.config.Instance;
import dev.holdfast.control.config.Schema;
import dev.holdfast.control.config.Stage;
import dev.holdfast.control.flag.definition.Problem;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.telemetry.StructuredLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The configuration that holds now. What is published is first prepared by every part, for whom it reaches today and for whom it may reach
 * when a stage is raised, then stored, then applied: up to the store nothing has changed, and after it nothing can fail. Thread-safe.
 */
public final class LiveConfiguration {
    private final ConfigurationStore store;
    private final Schema schema;
    private final StructuredLog log;
    private final Instance self;
    private final List<ConfiguredPart<?>> parts = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile ConfigurationStore.Stored current;

    /** @param cells the groups that this server is in */
    public LiveConfiguration(ConfigurationStore store, Schema schema, Set<String> cells, StructuredLog log) {
        this.store = store;
        this.schema = schema;
        this.log = log;
        this.self = new Instance(Applies.SERVER, store.instance(), cells);
        this.current = store.newest();
        for (Problem problem : current.problems()) {
            log.event(StructuredLog.Level.WARNING, "configuration_ignored", Map.of(
                    "version", current.publication().version(), "pointer", problem.pointer().text(), "problem", problem.message()));
        }
    }

    /** The newest version, and what of it does not hold. */
    public ConfigurationStore.Stored current() {
        return current;
    }

    public Schema schema() {
        return schema;
    }

    /** This server. */
    public Instance self() {
        return self;
    }

    /** What holds for this server. */
    public Effective values() {
        return of(self);
    }

    /** What holds for an instance. */
    public Effective of(Instance instance) {
        return Effective.resolve(schema, current.publication().document(), instance);
    }

    /** What holds for an agent, which is in the cells of its server and in one that is named after its tenant. */
    public Effective agent(String tenant, String agent) {
        SortedMap<String, Boolean> cells = new TreeMap<>();
        self.cells().forEach(cell -> cells.put(cell, true));
        cells.put("tenant:" + tenant, true);
        return of(new Instance(Applies.AGENT, agent, cells.keySet()));
    }

    /** Makes a part follow the configuration from now on. Should its stored state not suit the part, the defaults hold for it. */
    public synchronized void attach(ConfiguredPart<?> part) {
        parts.add(part);
        Runnable apply;
        try {
            apply = part.prepared(values());
        } catch (RuntimeException e) {
            log.failure("configuration_not_applied", e, Map.of("part", part.name()));
            apply = part.prepared(Effective.resolve(schema, ConfigurationDocument.EMPTY, self));
        }
        apply.run();
    }

    /** Tells of each publication, after it was applied here. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Publishes a document.
     *
     * @param expected the number of the version that the publisher knows
     * @throws HoldfastException {@code INVALID_ARGUMENT} if a part cannot work with it, {@code CHANGED_MEANWHILE} if another version was
     *     published; then nothing has changed
     */
    public synchronized Publication publish(long expected, ConfigurationDocument document, Caller by, String reason) {
        List<Runnable> steps = prepared(document);
        Publication published = store.publish(expected, document, by, reason);
        current = new ConfigurationStore.Stored(published, List.of());
        steps.forEach(this::run);
        log.event(StructuredLog.Level.INFO, "configuration_published", Map.of("version", published.version(), "by", by.name()));
        listeners.forEach(this::run);
        return published;
    }

    private List<Runnable> prepared(ConfigurationDocument document) {
        List<Runnable> steps = new ArrayList<>();
        for (ConfiguredPart<?> part : parts) {
            try {
                part.prepared(Effective.resolve(schema, everywhere(document), self));
                steps.add(part.prepared(Effective.resolve(schema, document, self)));
            } catch (IllegalArgumentException e) {
                throw new HoldfastException(
                        ErrorCode.INVALID_ARGUMENT,
                        "these settings do not go together (" + part.name() + "): " + e.getMessage(),
                        "change one of them; nothing was published",
                        e);
            }
        }
        return steps;
    }

    /** What the document comes to once every stage has reached everybody. */
    private static ConfigurationDocument everywhere(ConfigurationDocument document) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        document.entries().forEach((name, entry) ->
                entries.put(name, Entry.of(entry.stage().map(Stage::value).or(entry::value).orElseThrow())));
        return new ConfigurationDocument(entries);
    }

    private void run(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.failure("configuration_not_applied", e, Map.of("version", current.publication().version()));
        }
    }

    /** The document of a version, as this program reads it today; {@code INVALID_ARGUMENT} if parts of it no longer hold. */
    public ConfigurationDocument restorable(long sequence) {
        ConfigurationStore.Stored stored = store.require(sequence);
        Optional<Problem> problem = stored.problems().stream().findFirst();
        if (problem.isPresent()) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    "version " + sequence + " no longer holds with this program: " + problem.get().pointer() + ": " + problem.get().message(),
                    "export it, change that, and apply it as a new version");
        }
        return stored.publication().document();
    }
}
