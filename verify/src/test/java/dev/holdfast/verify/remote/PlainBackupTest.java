package dev.holdfast.verify.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a server shows of a machine that backs up by command alone. */
final class PlainBackupTest {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private static String get(RunningServer server, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/tenants/home" + path))
                    .header("Authorization", "Bearer " + server.adminToken())
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private static long number(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":([0-9]+)").matcher(json);
        assertTrue(matcher.find(), () -> name + " is not in " + json);
        return Long.parseLong(matcher.group(1));
    }

    private static void useAgentToken(Sandbox sandbox, RunningServer server) {
        sandbox.with("HOLDFAST_TOKEN", server.adminToken()).with("HOLDFAST_REPOSITORY", server.address() + "/home");
        sandbox.here("tenant", "create", "home", "--repo", server.address()).expect(ExitCode.COMPLETE);
        Outcome made = sandbox.here("token", "create", "laptop", "--role", "agent", "--json").expect(ExitCode.COMPLETE);
        Matcher token = TOKEN.matcher(made.out());
        assertTrue(token.find(), made::toString);
        sandbox.with("HOLDFAST_TOKEN", token.group(1));
    }

    @Test
    void itsFigureInFleetAndStorageAreThoseOfTheBackupThatJustEnded() throws Exception {
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox)) {
            useAgentToken(sandbox, server);
            assertTrue(get(server, "/agents").contains("\"state\":\"never\""));
            assertEquals(0, number(get(server, "/storage"), "pack_bytes"));
            Outcome backup = sandbox.here("backup", "--json", sandbox.source().toString()).expect(ExitCode.COMPLETE);

            String agents = get(server, "/agents");
            assertTrue(agents.contains("\"state\":\"ok\"") && agents.contains("\"last_outcome\":\"complete\""), agents);
            assertEquals(1, number(agents, "snapshots"));
            assertEquals(number(backup.out(), "bytes"), number(agents, "bytes"));
            String storage = get(server, "/storage");
            assertEquals(number(backup.out(), "bytes"), number(storage, "source_bytes"));
            assertEquals(number(agents, "stored_bytes"), number(storage, "pack_bytes"));
            assertEquals(1, number(storage, "snapshots"));
        }
    }

    @Test
    void aTenantThatDoesNotExistIsNamedBeforeAnythingIsAskedFor() {
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox)) {
            sandbox.with("HOLDFAST_TOKEN", server.adminToken()).with("HOLDFAST_REPOSITORY", server.address() + "/hoem");
            String init = "holdfast init --repo " + server.address() + "/hoem";
            sandbox.here("backup", sandbox.source().toString()).expectError(ExitCode.NO_REPOSITORY, "has no tenant hoem", init);
        }
    }

    @Test
    void aDryRunOfAPruneFreesNothingAndSaysWhatAPruneThenFrees() throws Exception {
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox)) {
            useAgentToken(sandbox, server);
            sandbox.here("backup", sandbox.source().toString()).expect(ExitCode.COMPLETE);
            sandbox.with("HOLDFAST_TOKEN", server.adminToken());
            sandbox.here("forget", sandbox.snapshots().getFirst().id(), "--prune", "--dry-run").expectError(ExitCode.FAILED, "prune --dry-run");
            sandbox.here("forget", sandbox.snapshots().getFirst().id()).expect(ExitCode.COMPLETE);
            long before = number(get(server, "/storage"), "pack_bytes");
            Outcome foretold = sandbox.here("prune", "--dry-run", "--json").expect(ExitCode.COMPLETE);
            assertEquals(before, number(foretold.out(), "freed_bytes"));
            assertEquals(before, number(get(server, "/storage"), "pack_bytes"));
            Outcome done = sandbox.here("prune", "--json").expect(ExitCode.COMPLETE);
            assertEquals(before, number(done.out(), "freed_bytes"));
            assertEquals(0, number(get(server, "/storage"), "pack_bytes"));
        }
    }
}
