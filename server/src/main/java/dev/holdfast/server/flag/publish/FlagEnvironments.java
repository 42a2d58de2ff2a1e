package dev.holdfast.server.flag.publish;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.definition.Problem;
import dev.holdfast.control.flag.json.Place;
import dev.holdfast.control.flag.json.Pointer;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All environments, served from memory and published to. Thread-safe; one of them works on a database. */
public final class FlagEnvironments {
    private final EnvironmentStore environments;
    private final VersionStore versions;
    private final Clock clock;
    private final Map<EnvironmentId, LiveEnvironment> live = new ConcurrentHashMap<>();
    private final List<Consumer<LiveEnvironment>> watchers = new CopyOnWriteArrayList<>();
    private final List<Use> uses = new CopyOnWriteArrayList<>();

    /** Something that needs environments. */
    public interface Use {
        /** What of it would end with the environment, in words. */
        List<String> of(EnvironmentId id);

        /** Ends it: the environment is not served any more. */
        void end(EnvironmentId id);
    }

    public FlagEnvironments(EnvironmentStore environments, VersionStore versions, Clock clock) {
        this.environments = environments;
        this.versions = versions;
        this.clock = clock;
        environments.list().forEach(this::load);
    }

    private void load(EnvironmentStore.Row row) {
        live.put(row.id(), new LiveEnvironment(row.id(), row.settings(), versions.load(row.id())));
    }

    /** Has somebody told of every new version and every change of settings, right after it is served. */
    public void watch(Consumer<LiveEnvironment> watcher) {
        watchers.add(watcher);
    }

    /** Has somebody asked before an environment goes out of service, and told when it has. */
    public void use(Use use) {
        uses.add(use);
    }

    /** What would end with an environment, in words. */
    public List<String> uses(EnvironmentId id) {
        return uses.stream().flatMap(use -> use.of(id).stream()).toList();
    }

    public Optional<LiveEnvironment> find(EnvironmentId id) {
        return Optional.ofNullable(live.get(id));
    }

    /** The environment, or {@code NOT_FOUND}. */
    public LiveEnvironment require(EnvironmentId id) {
        return find(id).orElseThrow(() -> new HoldfastException(
                ErrorCode.NOT_FOUND, "there is no flag environment " + id, "list them: GET /api/v1/flags/projects"));
    }

    /** The names of all projects, sorted. */
    public List<String> projects() {
        return environments.projects();
    }

    /** The environments of a project, sorted. */
    public List<LiveEnvironment> of(String project) {
        return live.values().stream()
                .filter(one -> one.id().project().equals(project))
                .sorted((one, other) -> one.id().environment().compareTo(other.id().environment()))
                .toList();
    }

    public void addProject(String name) {
        environments.addProject(name);
    }

    public LiveEnvironment add(EnvironmentId id, EnvironmentSettings settings) {
        environments.add(id, settings);
        load(new EnvironmentStore.Row(id, settings));
        return require(id);
    }

    /** Takes an environment out of service, with all that uses it. Its versions stay, and adding it again goes on from the last of them. */
    public void archive(EnvironmentId id) {
        LiveEnvironment environment = require(id);
        environment.publishing().lock();
        try {
            requireServed(environment);
            environments.archive(id);
            live.remove(id);
        } finally {
            environment.publishing().unlock();
        }
        uses.forEach(use -> use.end(id));
    }

    /** Takes a project out of service that has no environments any more. */
    public void archiveProject(String name) {
        if (!environments.projects().contains(name)) {
            throw new HoldfastException(ErrorCode.NOT_FOUND, "there is no project '" + name + "'", "list them: GET /api/v1/flags/projects");
        }
        if (!environments.archiveProject(name)) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT, "the project '" + name + "' has environments", "archive them first, or with it: --force (in the API force=true)");
        }
    }

    private void requireServed(LiveEnvironment environment) {
        if (live.get(environment.id()) != environment) {
            throw new HoldfastException(
                    ErrorCode.NOT_FOUND, "the flag environment " + environment.id() + " was archived meanwhile", "list them: GET /api/v1/flags/projects");
        }
    }

    public LiveEnvironment change(EnvironmentId id, EnvironmentSettings settings) {
        LiveEnvironment environment = require(id);
        environment.publishing().lock();
        try {
            requireServed(environment);
            environments.change(id, settings);
            environment.settle(settings);
        } finally {
            environment.publishing().unlock();
        }
        watchers.forEach(watcher -> watcher.accept(environment));
        return environment;
    }

    /**
     * Publishes what {@code draft} makes of the version that is served. Nobody else publishes meanwhile, and if the database has another
     * last version than memory, nothing happens: two publishers never lose a change of each other.
     */
    public PublishOutcome publish(EnvironmentId id, Proposal proposal) {
        LiveEnvironment environment = require(id);
        PublishOutcome outcome;
        environment.publishing().lock();
        try {
            requireServed(environment);
            outcome = next(environment, proposal);
        } finally {
            environment.publishing().unlock();
        }
        if (outcome instanceof PublishOutcome.Published) {
            watchers.forEach(watcher -> watcher.accept(environment));
        }
        return outcome;
    }

    private PublishOutcome next(LiveEnvironment environment, Proposal proposal) {
        RuleSet current = environment.current();
        FlagsVersion version = current.version();
        if (proposal.expected().isPresent() && proposal.expected().getAsLong() != version.sequence()) {
            return new PublishOutcome.Outdated(version);
        }
        return switch (proposal.draft().on(current)) {
            case Draft.Result.Refused refused -> new PublishOutcome.Refused(refused.problems());
            case Draft.Result.Inapplicable unfit -> new PublishOutcome.Inapplicable(unfit.message(), unfit.next());
            case Draft.Result.Sound sound -> replace(environment, sound.document(), proposal);
        };
    }

    private PublishOutcome replace(LiveEnvironment environment, FlagDocument document, Proposal proposal) {
        RuleSet current = environment.current();
        RuleSet next = current.replacedBy(document, current.version().sequence() + 1);
        if (next.source().digest().equals(current.source().digest())) {
            return new PublishOutcome.Unchanged(current.version());
        }
        if (Math.max(next.json().length(), next.source().json().length()) > FlagDocument.LIMIT_BYTES) {
            String why = "the document would be longer than " + FlagDocument.LIMIT_BYTES + " characters";
            return new PublishOutcome.Refused(List.of(new Problem(Pointer.ROOT, Place.START, why, "archive flags that are no longer asked for")));
        }
        Publication publication = new Publication(
                next.version(),
                proposal.note(),
                Instant.ofEpochMilli(clock.now().toEpochMilli()),
                next.changes().by(next.version().sequence()));
        if (!versions.append(environment.id(), current.version().sequence(), publication, next, proposal.along())) {
            // A commit whose end nobody heard of, for one: from now on what the database has is served.
            environment.serve(versions.load(environment.id()));
            return new PublishOutcome.Outdated(environment.current().version());
        }
        environment.serve(next);
        return new PublishOutcome.Published(publication, next);
    }
}
