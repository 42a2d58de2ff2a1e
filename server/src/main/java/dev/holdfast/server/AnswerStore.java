package dev.holdfast.server;

import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Route;
import dev.holdfast.server.database.ControlDatabase;
import dev.holdfast.server.database.Migration;
import dev.holdfast.server.http.KeptAnswers;
import dev.holdfast.server.json.Json;
import dev.holdfast.server.telemetry.StructuredLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers to what creates or decides something, kept for a day. Only operations that are named here are kept: none whose answer holds a
 * secret, which must not lie in a table, and none that agents repeat all the time and that changes nothing the second time. Thread-safe.
 */
final class AnswerStore implements KeptAnswers {
    /** Its table. */
    static final Migration MIGRATION = new Migration(
            "answers",
            List.of(
                    """
                    CREATE TABLE answer(
                        caller TEXT NOT NULL,
                        request TEXT NOT NULL,
                        key TEXT NOT NULL,
                        time INTEGER NOT NULL,
                        status INTEGER NOT NULL,
                        body TEXT,
                        PRIMARY KEY(caller, request, key)) WITHOUT ROWID""",
                    "CREATE INDEX answer_time ON answer(time)"));

    private static final String TENANT = "/api/v1/tenants/{tenant}";
    private static final String FLAGS = "/api/v1/flags/projects";
    private static final String ENVIRONMENT = FLAGS + "/{project}/environments/{environment}";
    private static final Duration KEPT = Duration.ofHours(24);

    /** Method and path of each operation whose answers are kept. */
    static final Set<String> OPERATIONS = Set.of(
            "POST /api/v1/tenants",
            "POST " + TENANT + "/jobs",
            "POST " + TENANT + "/restores",
            "POST " + TENANT + "/agents/{agent}/backup",
            "POST " + TENANT + "/agents/self/reports",
            "PUT " + TENANT + "/policy",
            "POST " + TENANT + "/approvals/{approval}",
            "POST " + FLAGS,
            "POST " + FLAGS + "/{project}/environments",
            "PUT " + ENVIRONMENT + "/document",
            "POST " + ENVIRONMENT + "/rollback",
            "POST " + ENVIRONMENT + "/set",
            "POST " + ENVIRONMENT + "/changes",
            "POST " + ENVIRONMENT + "/changes/{change}",
            "POST " + ENVIRONMENT + "/rollouts");

    private final ControlDatabase database;
    private final Clock clock;
    private final StructuredLog log;

    AnswerStore(ControlDatabase database, Clock clock, StructuredLog log) {
        this.database = database;
        this.clock = clock;
        this.log = log;
    }

    static String operation(Route route) {
        return route.method() + " " + route.path();
    }

    @Override
    public Optional<Reply> find(Request request) {
        if (!OPERATIONS.contains(operation(request.route()))) {
            return Optional.empty();
        }
        return database.read(rows -> rows.first(
                "SELECT status, body FROM answer WHERE caller = ? AND request = ? AND key = ? AND time > ?",
                row -> reply(row.getInt("status"), Optional.ofNullable(row.getString("body"))),
                request.caller(),
                request.route().method() + " " + request.path(),
                request.key(),
                clock.now().minus(KEPT).toEpochMilli()));
    }

    private static Reply reply(int status, Optional<String> body) {
        return body.<Reply>map(text ->
                        new Reply.Bytes(status, Map.of(), "application/json", text.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> Reply.empty(status));
    }

    @Override
    public void keep(Request request, Reply reply) {
        if (OPERATIONS.contains(operation(request.route()))) {
            try {
                switch (reply) {
                    case Reply.Json json -> write(request, json.status(), Optional.of(Json.text(json.body())));
                    case Reply.Empty empty -> write(request, empty.status(), Optional.empty());
                    // None of these is an answer of an operation that is kept.
                    case Reply.Bytes bytes -> {}
                    case Reply.Stream stream -> {}
                    case Reply.Lasting lasting -> {}
                }
            } catch (HoldfastException e) {
                log.failure("answer_not_kept", e, Map.of("operation", operation(request.route())));
            }
        }
    }

    private void write(Request request, int status, Optional<String> body) {
        long now = clock.now().toEpochMilli();
        database.change(rows -> {
            rows.change("DELETE FROM answer WHERE time <= ?", now - KEPT.toMillis());
            rows.change(
                    "INSERT OR REPLACE INTO answer(caller, request, key, time, status, body) VALUES(?, ?, ?, ?, ?, ?)",
                    request.caller(),
                    request.route().method() + " " + request.path(),
                    request.key(),
                    now,
                    status,
                    body.orElse(null));
        });
    }
}
