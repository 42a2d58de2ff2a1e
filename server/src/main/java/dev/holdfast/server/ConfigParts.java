package dev.holdfast.server;

import dev.holdfast.control.config.Effective;
import dev.holdfast.control.config.Setting;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.audit.AuditTrail;
import dev.holdfast.server.config.ConfigurationRoutes;
import dev.holdfast.server.config.ConfigurationStore;
import dev.holdfast.server.config.ConfiguredPart;
import dev.holdfast.server.config.LaneSettings;
import dev.holdfast.server.config.LiveConfiguration;
import dev.holdfast.server.config.LogSettings;
import dev.holdfast.server.config.ServerSettings;
import dev.holdfast.server.config.UpkeepSettings;
import dev.holdfast.server.limit.LaneRule;
import dev.holdfast.server.limit.LoadLimits;
import dev.holdfast.server.policy.Policy;
import dev.holdfast.server.telemetry.LogRules;
import dev.holdfast.server.telemetry.PlatformLog;
import dev.holdfast.server.telemetry.RequestRules;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.tenant.TenantName;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Ties what can be configured while the server runs to the parts that follow it. Thread-safe. */
final class ConfigParts {
    private final LiveConfiguration live;
    private final ConfigurationStore store;
    private volatile Policy initialPolicy = Policy.INITIAL;
    private volatile OptionalInt tenantRate = OptionalInt.empty();

    ConfigParts(Foundation on) {
        this.store = new ConfigurationStore(on.database(), ServerSettings.SCHEMA, on.clock(), on.entropy());
        this.live = new LiveConfiguration(store, ServerSettings.SCHEMA, on.options().cells(), on.log());
        attach("log", ConfigParts::logRules, on.log()::follow);
        attach("libraries", values -> level(values, LogSettings.LIBRARIES_LEVEL), PlatformLog::follow);
        attach("policies", ConfigParts::policy, policy -> initialPolicy = policy);
        attach("rates", ConfigParts::rate, rate -> tenantRate = rate);
    }

    LiveConfiguration live() {
        return live;
    }

    /** Makes something follow the configuration, now and at each publication. */
    <S> void attach(String name, Function<Effective, S> prepare, Consumer<S> apply) {
        live.attach(new ConfiguredPart<>(name, prepare, apply));
    }

    /** Ties what the host is made of. */
    void attach(Composition.Levers levers) {
        int processors = Runtime.getRuntime().availableProcessors();
        levers.limits().ifPresent(limits -> attach("limits", values -> laneRules(values, processors), limits::follow));
        attach("requests", ConfigParts::requestRules, levers.requests()::follow);
    }

    /** What holds for a tenant whose policy nobody has set. */
    Policy initialPolicy() {
        return initialPolicy;
    }

    /** The requests a second of a tenant that may have so many of its own. */
    OptionalInt rate(Function<TenantName, OptionalInt> own, TenantName tenant) {
        OptionalInt limit = own.apply(tenant);
        return limit.isPresent() ? limit : tenantRate;
    }

    ServerPart part(AuditTrail audit) {
        return ServerPart.of("configuration", new ConfigurationRoutes(live, store, audit).routes());
    }

    private static LogRules logRules(Effective values) {
        return new LogRules(Map.of(
                LogRules.Component.SERVER, level(values, LogSettings.SERVER_LEVEL),
                LogRules.Component.REQUESTS, level(values, LogSettings.REQUESTS_LEVEL),
                LogRules.Component.JOBS, level(values, LogSettings.JOBS_LEVEL),
                LogRules.Component.LIBRARIES, level(values, LogSettings.LIBRARIES_LEVEL)));
    }

    private static StructuredLog.Level level(Effective values, Setting<String> setting) {
        return StructuredLog.Level.valueOf(values.value(setting).toUpperCase(Locale.ROOT));
    }

    private static RequestRules requestRules(Effective values) {
        return new RequestRules(
                Math.toIntExact(values.value(LogSettings.SAMPLE)),
                values.value(LogSettings.SLOW).toNanos(),
                Set.copyOf(values.value(LogSettings.QUIET)));
    }

    private static Map<Lane, LaneRule> laneRules(Effective values, int processors) {
        Map<Lane, LaneRule> usual = LoadLimits.standard(processors);
        Map<Lane, LaneRule> rules = new EnumMap<>(Lane.class);
        usual.forEach((lane, rule) -> rules.put(lane, laneRule(values, lane, rule)));
        return rules;
    }

    private static LaneRule laneRule(Effective values, Lane lane, LaneRule usual) {
        LaneSettings settings = ServerSettings.LANES.get(lane);
        if (settings == null) {
            return rule(values, values.value(ServerSettings.STREAMS), usual.waiting(), usual.patienceMillis(), usual);
        }
        long places = values.value(settings.places());
        return rule(
                values,
                places == 0 ? usual.places() : places,
                values.value(settings.waiting()),
                values.value(settings.patience()).toMillis(),
                usual);
    }

    private static LaneRule rule(Effective values, long places, long waiting, long patienceMillis, LaneRule usual) {
        int share = Math.toIntExact(Math.max(1, places * values.value(ServerSettings.TENANT_SHARE) / 100));
        return new LaneRule(Math.toIntExact(places), share, Math.toIntExact(waiting), patienceMillis, usual.targetMillis());
    }

    private static OptionalInt rate(Effective values) {
        int rate = Math.toIntExact(values.value(ServerSettings.TENANT_RATE));
        return rate == 0 ? OptionalInt.empty() : OptionalInt.of(rate);
    }

    private static Policy policy(Effective values) {
        Policy policy = new Policy(
                Policy.INITIAL.retention(),
                Policy.INITIAL.minimumAgeDays(),
                new Policy.Collection(schedule(values, UpkeepSettings.COLLECTION), Math.toIntExact(values.value(UpkeepSettings.MAX_UNUSED))),
                new Policy.Scrub(schedule(values, UpkeepSettings.SCRUB), Math.toIntExact(values.value(UpkeepSettings.SCRUB_PART))),
                Math.toIntExact(values.value(UpkeepSettings.LATE_AFTER)));
        policy.requireSensible();
        return policy;
    }

    private static Optional<String> schedule(Effective values, Setting<String> setting) {
        return Optional.of(values.value(setting)).filter(text -> !text.equals(UpkeepSettings.NEVER));
    }
}
