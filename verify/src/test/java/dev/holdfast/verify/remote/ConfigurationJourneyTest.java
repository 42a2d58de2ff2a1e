package dev.holdfast.verify.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code holdfast config} against a server, and the file that starts one. */
final class ConfigurationJourneyTest {
    private static Outcome config(Sandbox sandbox, RunningServer server, String... words) {
        List<String> all = new ArrayList<>(List.of("config"));
        all.addAll(List.of(words));
        all.addAll(List.of("--server", server.address()));
        return sandbox.with("HOLDFAST_TOKEN", server.adminToken()).here(all.toArray(String[]::new));
    }

    @Test
    void aSettingIsChangedLookedAtAndTakenBack() throws IOException {
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox)) {
            Outcome set = config(sandbox, server, "set", "limit.upload.places", "64", "--reason", "new disks").expect(ExitCode.COMPLETE);
            assertEquals("limit.upload.places: default -> 64\npublished as version 1\n", set.out());
            Outcome staged = config(sandbox, server, "set", "limit.upload.places", "80", "--percent", "10", "--cell", "eu-1", "--reason", "more")
                    .expect(ExitCode.COMPLETE);
            assertTrue(staged.out().contains("64 -> 64; 80 for 10 % and eu-1"), staged::toString);
            Outcome shown = config(sandbox, server, "get", "limit.upload.places").expect(ExitCode.COMPLETE);
            assertTrue(shown.out().startsWith("limit.upload.places = 64; 80 for 10 % and eu-1"), shown::toString);
            assertTrue(shown.out().contains("at this server: "), shown::toString);
            assertTrue(config(sandbox, server, "get", "limit.upload.places", "--json").out().contains("\"bounds\":\"1 to 1000 requests\""));
            Outcome list = config(sandbox, server, "list", "--changed").expect(ExitCode.COMPLETE);
            assertEquals(2, list.out().lines().count(), list::toString);
            assertTrue(config(sandbox, server, "list").expect(ExitCode.COMPLETE).out().contains("agent.bandwidth.upload"));
            config(sandbox, server, "rollback", "1", "--reason", "too many").expect(ExitCode.COMPLETE);
            Outcome history = config(sandbox, server, "history").expect(ExitCode.COMPLETE);
            assertTrue(history.out().contains("too many") && history.out().contains("new disks"), history::toString);
            assertTrue(config(sandbox, server, "history", "--json").out().contains("\"sequence\":3"));
            config(sandbox, server, "set", "limit.upload.places", "--default", "--reason", "done").expect(ExitCode.COMPLETE);
            assertEquals("{\n  \"settings\": {}\n}\n", config(sandbox, server, "export").expect(ExitCode.COMPLETE).out());
        }
    }

    @Test
    void everyKindOfValueIsTakenFromTheCommandLine() throws IOException {
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox)) {
            for (List<String> one : List.of(
                    List.of("upkeep.paused", "true"),
                    List.of("upkeep.interval", "10s"),
                    List.of("agent.bandwidth.upload", "10M"),
                    List.of("log.level.requests", "error"),
                    List.of("upkeep.scrub.schedule", "weekly sun 04:00"),
                    List.of("log.requests.quiet", "/metrics,/health/live"))) {
                config(sandbox, server, "set", one.get(0), one.get(1), "--reason", "a test").expect(ExitCode.COMPLETE);
            }
            String document = config(sandbox, server, "export").expect(ExitCode.COMPLETE).out();
            assertTrue(document.contains("\"agent.bandwidth.upload\": {\n      \"value\": 10485760"), document);
            assertTrue(document.contains("\"value\": [\"/metrics\",\"/health/live\"]"), document);
            Files.writeString(sandbox.path("exported.json"), document);
            Outcome same = config(sandbox, server, "apply", sandbox.path("exported.json").toString(), "--dry-run").expect(ExitCode.COMPLETE);
            assertEquals("", same.out());
        }
    }

    @Test
    void whatCannotBeMeantIsRefusedAndChangesNothing() throws IOException {
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox)) {
            config(sandbox, server, "set", "limit.upload.place", "64", "--reason", "x").expectError(ExitCode.NOT_FOUND, "did you mean 'limit.upload.places'?");
            config(sandbox, server, "set", "limit.upload.places", "many", "--reason", "x").expectError(ExitCode.USAGE, "no whole number");
            config(sandbox, server, "set", "limit.upload.places", "64").expectError(ExitCode.USAGE, "--reason");
            config(sandbox, server, "set", "limit.upload.places", "--reason", "x").expectError(ExitCode.USAGE, "either a value");
            config(sandbox, server, "rollback", "7", "--reason", "x").expectError(ExitCode.NOT_FOUND, "7");
            sandbox.here("config", "list", "--server", "http://127.0.0.1:1").expectError(ExitCode.UNREACHABLE);
            assertTrue(config(sandbox, server, "export").out().contains("\"settings\": {}"));
        }
    }

    @Test
    void aFileIsCheckedWithPlacesAndAppliedAsAWhole() throws IOException {
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox)) {
            String file = sandbox.path("config.json").toString();
            Files.writeString(sandbox.path("config.json"), "{\"settings\": {\n  \"log.level.request\": {\"value\": \"error\"},\n  \"upkeep.interval\": {\"value\": \"5m\"}\n}}");
            Outcome wrong = config(sandbox, server, "apply", file, "--reason", "x").expect(ExitCode.INCOMPLETE);
            assertTrue(wrong.out().contains(file + ":2:3 /settings/log.level.request"), wrong::toString);
            assertTrue(wrong.out().contains("did you mean 'log.level.requests'?"), wrong::toString);
            assertTrue(wrong.out().contains(file + ":3:"), wrong::toString);
            assertTrue(config(sandbox, server, "apply", file, "--reason", "x", "--json").out().contains("\"line\":2"));
            Files.writeString(sandbox.path("config.json"), "{\"settings\": {\n  \"log.level.requests\": {\"value\": \"error\"}\n}}");
            Outcome trial = config(sandbox, server, "apply", file, "--dry-run").expect(ExitCode.COMPLETE);
            assertEquals("log.level.requests: default -> error\n", trial.out());
            assertTrue(config(sandbox, server, "export").out().contains("\"settings\": {}"));
            config(sandbox, server, "apply", file, "--reason", "merge 12").expect(ExitCode.COMPLETE);
            Files.writeString(sandbox.path("config.json"), "{\"settings\": {}}");
            config(sandbox, server, "apply", file, "--reason", "merge 13").expect(ExitCode.COMPLETE);
            assertTrue(config(sandbox, server, "export").out().contains("\"settings\": {}"));
            Files.writeString(sandbox.path("config.json"), "{\"settings\": ");
            config(sandbox, server, "apply", file, "--reason", "x").expect(ExitCode.INCOMPLETE);
        }
    }

    @Test
    void aServerStartsAsItsFileSaysAndOptionsGoBeforeIt() throws IOException {
        try (Sandbox sandbox = Sandbox.create()) {
            Files.writeString(sandbox.path("server.toml"), "data = \"elsewhere\"\nlisten = \"127.0.0.1:1\"\ncells = [\"eu-1\"]\nlog = \"other.log\"\n");
            try (RunningServer server = RunningServer.start(sandbox, "--config", sandbox.path("server.toml").toString())) {
                config(sandbox, server, "set", "limit.tenant.share", "50", "--cell", "eu-1", "--reason", "x").expect(ExitCode.COMPLETE);
                Outcome held = config(sandbox, server, "get", "limit.tenant.share").expect(ExitCode.COMPLETE);
                assertTrue(held.out().contains("at this server: 50 (stage)"), held::toString);
            }
            assertFalse(Files.exists(sandbox.path("elsewhere")));
        }
    }

    @Test
    void theExampleOfAFileIsSound() throws IOException {
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(
                        sandbox, "--config", Path.of("..", "build", "share", "server.toml").toAbsolutePath().toString(), "--tls", "off")) {
            config(sandbox, server, "list").expect(ExitCode.COMPLETE);
        }
    }

    @Test
    void whatItsCommentsShowIsSoundToo() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "build", "share", "server.toml"));
        try (Sandbox sandbox = Sandbox.create()) {
            Files.write(sandbox.path("server.toml"), lines.stream()
                    .filter(line -> !line.contains("tls_"))
                    .map(line -> line.replaceFirst("^# ([a-z_]+ = )", "$1"))
                    .toList());
            try (RunningServer server = RunningServer.start(
                    sandbox, "--config", sandbox.path("server.toml").toString(), "--admin-token-file", sandbox.path("server/admin-token").toString())) {
                assertTrue(config(sandbox, server, "get", "upkeep.paused").expect(ExitCode.COMPLETE).out().contains("false"));
            }
        }
    }

    @Test
    void aKeyThatDoesNotExistFailsTheStartAndNamesTheNearest() throws IOException {
        try (Sandbox sandbox = Sandbox.create()) {
            Files.writeString(sandbox.path("server.toml"), "data = \"d\"\nlistem = \"127.0.0.1:0\"\n");
            sandbox.here("server", "--config", sandbox.path("server.toml").toString()).expectError(ExitCode.USAGE, "listem", "did you mean 'listen'?");
            sandbox.here("server", "--confg", "x").expectError(ExitCode.USAGE, "--config");
            Files.writeString(sandbox.path("server.toml"), "data = \"d\"\ntls_key_password = \"secret\"\n");
            sandbox.here("server", "--config", sandbox.path("server.toml").toString()).expectError(ExitCode.USAGE, "tls_key_password");
            assertFalse(Files.exists(sandbox.path("d")));
        }
    }
}
