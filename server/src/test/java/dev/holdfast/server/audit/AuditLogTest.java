package dev.holdfast.server.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.LooseCall;
import dev.holdfast.server.fixture.Routing;
import dev.holdfast.server.tenant.TenantName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditLogTest {
    private static final String AUDIT = "/tenants/{tenant}/audit";

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private ControlDatabase database;
    private AuditLog log;
    private Routing routes;

    @BeforeEach
    void open() {
        database = ControlDatabase.open(directory.resolve("server.db"), List.of(AuditLog.MIGRATION));
        log = new AuditLog(database, clock);
        routes = new Routing(new AuditRoutes(log).routes());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void record(String tenant, String actor, String action) {
        log.record(LooseCall.caller(actor, Role.ADMIN), "r", new AuditTrail.Act(
                Optional.of(new TenantName(tenant)), action, "object", AuditTrail.Outcome.DONE, Map.of("b", "2", "a", "1")));
        clock.pass(Duration.ofMinutes(1));
    }

    private AuditRoutes.AuditPage page(LooseCall call) {
        return routes.json(AuditRoutes.AuditPage.class, Method.GET, AUDIT, call);
    }

    @Test
    void aRecordThatIsChangedOrRemovedIsNoticed() {
        for (int i = 0; i < 10; i++) {
            record("t", "ann", "token.create");
        }
        assertEquals(OptionalLong.empty(), log.firstBroken());

        database.change(rows -> rows.change("UPDATE audit SET actor = 'eve' WHERE id = 4"));
        assertEquals(OptionalLong.of(4), log.firstBroken());
        database.change(rows -> rows.change("UPDATE audit SET actor = 'ann' WHERE id = 4"));
        assertEquals(OptionalLong.empty(), log.firstBroken());
        database.change(rows -> rows.change("DELETE FROM audit WHERE id = 7"));

        assertEquals(OptionalLong.of(8), log.firstBroken());
    }

    @Test
    void pagesGoThroughAllRecordsOnceNewestFirst() {
        for (int i = 0; i < 25; i++) {
            record("t", "ann", "a" + i);
        }
        LooseCall call = LooseCall.by("ann", Role.OPERATOR).query("limit", "10");
        List<String> seen = new ArrayList<>();
        for (Optional<String> next = Optional.of(""); next.isPresent(); ) {
            if (!next.get().isEmpty()) {
                call.query("after", next.get());
            }
            AuditRoutes.AuditPage page = page(call);
            page.records().forEach(record -> seen.add(record.action()));
            next = page.next();
        }

        assertEquals(25, seen.size());
        assertEquals("a24", seen.getFirst());
        assertEquals("a0", seen.getLast());
    }

    @Test
    void filtersNarrowTheList() {
        record("t", "ann", "token.create");
        record("t", "bob", "token.revoke");
        record("t", "bob", "user.create");

        assertEquals(2, page(LooseCall.by("ann", Role.ADMIN).query("actor", "bob")).records().size());
        assertEquals(2, page(LooseCall.by("ann", Role.ADMIN).query("action", "token.")).records().size());
        assertEquals(1, page(LooseCall.by("ann", Role.ADMIN).query("action", "user.create")).records().size());
        assertEquals(
                1, page(LooseCall.by("ann", Role.ADMIN).query("from", "2026-03-01T12:02:00Z")).records().size());
        assertEquals(
                2, page(LooseCall.by("ann", Role.ADMIN).query("to", "2026-03-01T12:02:00Z")).records().size());
        assertEquals(
                ErrorCode.INVALID_ARGUMENT,
                Routing.failure(() -> page(LooseCall.by("ann", Role.ADMIN).query("to", "yesterday"))));
    }

    @Test
    void aTenantSeesItsOwnRecordsOnlyAndAReaderNone() {
        record("u", "eve", "token.create");

        assertEquals(List.of(), page(LooseCall.by("ann", Role.ADMIN)).records());
        assertEquals(ErrorCode.FORBIDDEN, Routing.failure(() -> page(LooseCall.by("ann", Role.READER))));
    }

    @Test
    void theExportHasOneObjectALineOldestFirst() throws IOException {
        for (int i = 0; i < 3; i++) {
            record("t", "ann", "a" + i);
        }
        Reply.Stream reply =
                (Reply.Stream) routes.call(Method.GET, AUDIT + "/export", LooseCall.by("ann", Role.OPERATOR));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reply.content().write(out);

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.getFirst().contains("\"action\":\"a0\""), lines.getFirst());
        assertTrue(lines.getFirst().contains("\"request_id\":\"r\""), lines.getFirst());
    }
}
