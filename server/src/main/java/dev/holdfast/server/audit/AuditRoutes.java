package dev.holdfast.server.audit;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Paging;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.api.Scope;
import dev.holdfast.server.database.Columns;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading the audit log, and taking it elsewhere. */
public final class AuditRoutes {
    private static final int MAX_PAGE = 1000;

    private final AuditLog log;

    /** Records, newest first. */
    public record AuditPage(List<AuditRecord> records, Optional<String> next) {}

    public AuditRoutes(AuditLog log) {
        this.log = log;
    }

    public List<Route> routes() {
        return Scope.both(this::routes);
    }

    private List<Route> routes(Scope scope) {
        Access operators = scope.access(Role.OPERATING);
        return List.of(
                filters(Route.of(Method.GET, scope.path("/audit"), operators, "Read the audit log of " + scope.whose()))
                        .query("limit", "how many records at most, up to " + MAX_PAGE)
                        .query("after", "where to go on, from 'next' of the answer before")
                        .answers(Answer.json(200, "records, newest first", AuditPage.class))
                        .handle(call -> Reply.json(page(call, scope))),
                filters(Route.of(Method.GET, scope.path("/audit/export"), operators, "Take the audit log of " + scope.whose()))
                        .lane(Lane.DOWNLOAD)
                        .answers(Answer.bytes(200, "one JSON object a line, oldest first", "application/x-ndjson"))
                        .handle(call -> export(query(call, scope))));
    }

    private static Route.Draft filters(Route.Draft draft) {
        return draft.query("actor", "only acts of whoever has this name or id")
                .query("action", "only this action, or with a '.' at its end all that begin so")
                .query("from", "not before this time")
                .query("to", "before this time");
    }

    private AuditPage page(Call call, Scope scope) {
        int limit = Paging.limit(call, 100, MAX_PAGE);
        long before = Paging.number(call, "after").orElse(Long.MAX_VALUE);
        List<AuditRecord> records = log.newest(query(call, scope), before, limit);
        Optional<String> next =
                records.size() < limit ? Optional.empty() : Optional.of(String.valueOf(records.getLast().id()));
        return new AuditPage(records, next);
    }

    private Reply export(AuditQuery query) {
        return Reply.stream("application/x-ndjson", -1, out -> write(query, out))
                .with("Content-Disposition", "attachment; filename=\"audit.ndjson\"");
    }

    private void write(AuditQuery query, OutputStream out) throws IOException {
        long after = 0;
        while (true) {
            List<AuditRecord> page = log.oldest(query, after, MAX_PAGE);
            for (AuditRecord record : page) {
                out.write((Columns.json(line(record)) + "\n").getBytes(StandardCharsets.UTF_8));
                after = record.id();
            }
            if (page.size() < MAX_PAGE) {
                return;
            }
        }
    }

    private static Map<String, @Nullable Object> line(AuditRecord record) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", record.id());
        line.put("time", record.time().toString());
        line.put("tenant", record.tenant().orElse(null));
        line.put("actor", record.actor());
        line.put("actor_kind", record.actorKind());
        line.put("role", record.role());
        line.put("action", record.action());
        line.put("object", record.object());
        line.put("outcome", record.outcome());
        line.put("address", record.address());
        line.put("request_id", record.requestId());
        line.put("detail", record.detail());
        line.put("chain", record.chain());
        return line;
    }

    private static AuditQuery query(Call call, Scope scope) {
        return new AuditQuery(
                scope.tenant(call), call.query("actor"), call.query("action"), time(call, "from"), time(call, "to"));
    }

    private static Optional<Instant> time(Call call, String name) {
        try {
            return call.query(name).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT, name + " is no time", "write it like 2026-01-31T00:00:00Z", e);
        }
    }
}
