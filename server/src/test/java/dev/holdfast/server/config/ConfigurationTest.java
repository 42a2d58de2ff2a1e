package dev.holdfast.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.control.config.ConfigurationDocument;
import dev.holdfast.control.config.Schema;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.audit.AuditLog;
import dev.holdfast.server.audit.AuditQuery;
import dev.holdfast.server.config.ConfigurationViews.CheckView;
import dev.holdfast.server.config.ConfigurationViews.ConfigurationView;
import dev.holdfast.server.config.ConfigurationViews.DifferenceView;
import dev.holdfast.server.config.ConfigurationViews.EffectiveView;
import dev.holdfast.server.config.ConfigurationViews.History;
import dev.holdfast.server.config.ConfigurationViews.SettingList;
import dev.holdfast.server.config.ConfigurationViews.VersionView;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.LooseCall;
import dev.holdfast.server.fixture.Routing;
import dev.holdfast.server.json.Json;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published, by whom, and what never is. */
final class ConfigurationTest {
    private static final String BASE = "/configuration";

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final StructuredLog log = StructuredLog.to(logged, clock, ServerThreads.virtual("log"));
    private final List<Long> heeded = new ArrayList<>();
    private ControlDatabase database;
    private ConfigurationStore store;
    private LiveConfiguration live;
    private AuditLog audit;
    private Routing routes;

    @BeforeEach
    void open() {
        open(ServerSettings.SCHEMA);
    }

    private void open(Schema schema) {
        database = ControlDatabase.open(directory.resolve("server.db"), List.of(ConfigurationStore.MIGRATION, AuditLog.MIGRATION));
        store = new ConfigurationStore(database, schema, clock, Entropy.system());
        live = new LiveConfiguration(store, schema, Set.of("eu-1"), log);
        live.attach(new ConfiguredPart<>("part", values -> {
            long share = values.value(ServerSettings.TENANT_SHARE);
            if (share == 13) {
                throw new IllegalArgumentException("thirteen does not go with anything");
            }
            return share;
        }, heeded::add));
        audit = new AuditLog(database, clock);
        routes = new Routing(new ConfigurationRoutes(live, store, audit).routes());
    }

    @AfterEach
    void close() {
        database.close();
        log.close();
    }

    private static LooseCall by(Role role) {
        return new LooseCall(new Caller(
                Caller.Kind.TOKEN, "id", "ann", role, Optional.empty(), Optional.empty(), Optional.empty(), "192.0.2.1"));
    }

    private static Map<String, Object> share(Object value) {
        return Map.of("settings", Map.of("limit.tenant.share", Map.of("value", value)));
    }

    private VersionView publish(long expected, Map<String, Object> document) {
        return routes.json(
                VersionView.class,
                Method.PUT,
                BASE,
                by(Role.ADMIN).header("If-Match", "\"" + expected + "\"").body(new ConfigurationRoutes.PublishBody(document, "because")));
    }

    private VersionView rollBack(long expected, long to) {
        return routes.json(
                VersionView.class,
                Method.POST,
                BASE + "/rollback",
                by(Role.ADMIN).header("If-Match", "\"" + expected + "\"").body(new ConfigurationRoutes.RollbackBody(to, "back")));
    }

    private ConfigurationView shown() {
        return routes.json(ConfigurationView.class, Method.GET, BASE, by(Role.READER));
    }

    @Test
    void whatIsPublishedHoldsAtOnceAndAfterARestart() {
        assertEquals(List.of(75L), heeded);
        VersionView version = publish(0, share(50));
        assertEquals(1, version.sequence());
        assertEquals(Optional.of(clock.now()), version.published());
        assertEquals("ann", version.by());
        assertEquals(List.of(75L, 50L), heeded);
        assertEquals(share(50L), shown().document());
        String id = live.self().id();
        database.close();
        open();
        assertEquals(List.of(75L, 50L, 50L), heeded);
        assertEquals(version, shown().version());
        assertEquals(id, live.self().id());
    }

    @Test
    void whoReadAnOlderVersionPublishesNothing() {
        publish(0, share(50));
        assertEquals(ErrorCode.CHANGED_MEANWHILE, Routing.failure(() -> publish(0, share(60))));
        assertEquals(ErrorCode.CHANGED_MEANWHILE, Routing.failure(() -> rollBack(0, 0)));
        assertEquals(List.of(75L, 50L), heeded);
        assertEquals(1, shown().version().sequence());
    }

    @Test
    void aBadConfigurationReachesNothing() {
        publish(0, share(50));
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                share(0), share("50"), Map.of("settings", Map.of("limit.tenant.shared", Map.of("value", 50))), Map.of())) {
            assertEquals(ErrorCode.INVALID_ARGUMENT, Routing.failure(() -> publish(1, bad)));
        }
        assertEquals(List.of(75L, 50L), heeded);
        assertEquals(1, shown().version().sequence());
        assertEquals(1, store.list(Long.MAX_VALUE, 10).size());
    }

    @Test
    void aRefusalNamesThePlaceAndTheNearestName() {
        HoldfastException refusal = assertThrows(
                HoldfastException.class, () -> publish(0, Map.of("settings", Map.of("limit.tenant.shares", Map.of("value", 50)))));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("/settings/limit.tenant.shares"), message);
        assertTrue(message.contains("did you mean 'limit.tenant.share'?"), message);
    }

    @Test
    void whatOnePartCannotWorkWithReachesNoPartNotEvenByAStageThatIsElsewhere() {
        assertEquals(ErrorCode.INVALID_ARGUMENT, Routing.failure(() -> publish(0, share(13))));
        Map<String, Object> elsewhere =
                Map.of("settings", Map.of("limit.tenant.share", Map.of("stage", Map.of("value", 13, "cells", List.of("us-1")))));
        assertEquals(ErrorCode.INVALID_ARGUMENT, Routing.failure(() -> publish(0, elsewhere)));
        assertEquals(List.of(75L), heeded);
        assertEquals(0, shown().version().sequence());
    }

    @Test
    void aPartThatFailsToFollowKeepsNoOtherFromFollowing() {
        live.attach(new ConfiguredPart<>("broken", values -> values, values -> {
            if (values.value(ServerSettings.TENANT_SHARE) == 50) {
                throw new IllegalStateException("broken");
            }
        }));
        List<Long> later = new ArrayList<>();
        live.attach(new ConfiguredPart<>("later", values -> values.value(ServerSettings.TENANT_SHARE), later::add));
        publish(0, share(50));
        assertEquals(List.of(75L, 50L), later);
        log.close();
        assertTrue(logged.toString(StandardCharsets.UTF_8).contains("configuration_not_applied"));
    }

    @Test
    void whatALaterProgramNoLongerKnowsDoesNotHoldAndIsSaid() {
        publish(0, Map.of("settings", Map.of("limit.tenant.share", Map.of("value", 50), "upkeep.paused", Map.of("value", true))));
        database.close();
        open(Schema.of(List.of(ServerSettings.TENANT_SHARE)));
        assertEquals(50L, heeded.getLast());
        assertEquals("/settings/upkeep.paused", shown().problems().getFirst().pointer());
        publish(1, share(60));
        assertEquals(ErrorCode.INVALID_ARGUMENT, Routing.failure(() -> rollBack(2, 1)));
        assertEquals(60L, heeded.getLast());
    }

    @Test
    void anyVersionCanHoldAgainAndAllStay() {
        publish(0, share(50));
        publish(1, share(60));
        VersionView back = rollBack(2, 1);
        assertEquals(3, back.sequence());
        assertEquals(List.of(75L, 50L, 60L, 50L), heeded);
        assertEquals(4, rollBack(3, 0).sequence());
        assertEquals(75L, heeded.getLast());
        History history = routes.json(History.class, Method.GET, BASE + "/history", by(Role.READER));
        assertEquals(List.of(4L, 3L, 2L, 1L), history.versions().stream().map(VersionView::sequence).toList());
        assertEquals(Optional.of(Map.of("value", 60L)), history.versions().get(2).changes().getFirst().after());
        assertEquals(ErrorCode.NOT_FOUND, Routing.failure(() -> rollBack(4, 9)));
        String same = routes.json(ConfigurationView.class, Method.GET, BASE + "/versions/{sequence}", by(Role.READER).path("sequence", "1"))
                .version()
                .version();
        assertEquals(same.substring(2), back.version().substring(2));
    }

    @Test
    void historyComesInPages() {
        for (int i = 0; i < 5; i++) {
            publish(i, share(50 + i));
        }
        History first = routes.json(History.class, Method.GET, BASE + "/history", by(Role.READER).query("limit", "3"));
        assertEquals(Optional.of("3"), first.next());
        History second = routes.json(History.class, Method.GET, BASE + "/history", by(Role.READER).query("limit", "3").query("before", "3"));
        assertEquals(List.of(2L, 1L), second.versions().stream().map(VersionView::sequence).toList());
        assertEquals(Optional.empty(), second.next());
    }

    @Test
    void twoVersionsAreCompared() {
        publish(0, share(50));
        publish(1, share(60));
        DifferenceView newest = routes.json(DifferenceView.class, Method.GET, BASE + "/diff", by(Role.READER));
        assertEquals(Optional.of(Map.of("value", 50L)), newest.changes().getFirst().before());
        DifferenceView back = routes.json(DifferenceView.class, Method.GET, BASE + "/diff", by(Role.READER).query("from", "2").query("to", "0"));
        assertEquals(Optional.empty(), back.changes().getFirst().after());
    }

    @Test
    void theSameConfigurationIsNotPublishedAgain() {
        publish(0, share(50));
        assertEquals(1, publish(1, share(50)).sequence());
        assertEquals(1, audit.newest(AuditQuery.all(Optional.empty()), Long.MAX_VALUE, 10).size());
    }

    @Test
    void aCheckTellsEverythingAndChangesNothing() {
        CheckView check = routes.json(
                CheckView.class,
                Method.POST,
                BASE + "/check",
                by(Role.OPERATOR).body(new ConfigurationRoutes.CheckBody(Map.of(
                        "settings", Map.of("limit.tenant.share", Map.of("value", 50), "a.b", Map.of(), "upkeep.paused", Map.of("value", 1))))));
        assertEquals(2, check.problems().size());
        assertEquals("limit.tenant.share", check.changes().getFirst().name());
        assertEquals(0, shown().version().sequence());
    }

    @Test
    void onlyAdministratorsOfTheWholeServerChangeItAndItIsWrittenDownWhoDid() {
        for (LooseCall call : List.of(by(Role.OPERATOR), by(Role.READER), LooseCall.by("tim", Role.ADMIN))) {
            call.header("If-Match", "0").body(new ConfigurationRoutes.PublishBody(share(50), "because"));
            assertEquals(ErrorCode.FORBIDDEN, Routing.failure(() -> routes.call(Method.PUT, BASE, call)));
        }
        publish(0, share(50));
        rollBack(1, 0);
        assertEquals(
                List.of("configuration.rollback", "configuration.publish"),
                audit.newest(AuditQuery.all(Optional.empty()), Long.MAX_VALUE, 10).stream().map(record -> record.action()).toList());
        assertEquals("because", audit.newest(AuditQuery.all(Optional.empty()), Long.MAX_VALUE, 10).getLast().detail().get("reason"));
    }

    @Test
    void aChangeHasAReason() {
        LooseCall call = by(Role.ADMIN).header("If-Match", "0").body(new ConfigurationRoutes.PublishBody(share(50), " "));
        assertEquals(ErrorCode.INVALID_ARGUMENT, Routing.failure(() -> routes.call(Method.PUT, BASE, call)));
    }

    @Test
    void everySettingIsDescribed() {
        SettingList list = routes.json(SettingList.class, Method.GET, BASE + "/settings", by(Role.READER));
        assertEquals(ServerSettings.SCHEMA.names().size(), list.settings().size());
        JsonNode share = Json.tree(Json.bytes(list)).get("settings").valueStream()
                .filter(one -> one.get("name").asText().equals("limit.tenant.share"))
                .findFirst()
                .orElseThrow();
        assertEquals("integer", share.get("type").asText());
        assertEquals(75, share.get("default").asInt());
        assertEquals("1 to 100 percent", share.get("bounds").asText());
        assertEquals("server", share.get("applies_to").asText());
    }

    @Test
    void effectiveValuesTellWhereTheyComeFrom() {
        publish(0, Map.of("settings", Map.of("limit.tenant.share", Map.of("value", 50, "stage", Map.of("value", 60, "cells", List.of("eu-1"))))));
        EffectiveView view = routes.json(EffectiveView.class, Method.GET, BASE + "/effective", by(Role.READER));
        assertEquals(List.of("eu-1"), view.cells());
        assertTrue(view.values().contains(new ConfigurationViews.ValueView("limit.tenant.share", 60L, "stage")));
        assertTrue(view.values().contains(new ConfigurationViews.ValueView("rate.tenant.requests", 0L, "default")));
        assertFalse(view.values().stream().anyMatch(value -> value.name().startsWith("agent.")));
    }

    @Test
    void agentsAreInTheCellsOfTheirServerAndInThatOfTheirTenant() {
        publish(0, Map.of("settings", Map.of(
                "agent.log.level", Map.of("stage", Map.of("value", "error", "cells", List.of("tenant:home"))),
                "agent.poll.interval", Map.of("stage", Map.of("value", "10s", "cells", List.of("eu-1"))))));
        assertEquals(Map.of("agent.log.level", "error", "agent.poll.interval", "10s"), live.agent("home", "a").given());
        assertEquals(Map.of("agent.poll.interval", "10s"), live.agent("work", "a").given());
        assertNotEquals(live.agent("home", "a").tag(), live.agent("work", "a").tag());
    }

    @Test
    void nothingThatIsStoredIsEverChanged() {
        publish(0, share(50));
        ConfigurationDocument first = store.require(1).publication().document();
        publish(1, share(60));
        rollBack(2, 0);
        assertEquals(first, store.require(1).publication().document());
    }
}
