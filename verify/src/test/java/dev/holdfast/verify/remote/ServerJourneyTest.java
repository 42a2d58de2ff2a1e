package dev.holdfast.verify.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ServerJourneyTest {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final String TENANT = "/home";

    private static String token(Sandbox sandbox, RunningServer server, String name, String role) {
        sandbox.with("HOLDFAST_TOKEN", server.adminToken());
        Outcome made = sandbox.here("token", "create", name, "--role", role, "--json", "--repo", server.address() + TENANT)
                .expect(ExitCode.COMPLETE);
        Matcher matcher = TOKEN.matcher(made.out());
        assertTrue(matcher.find(), made::toString);
        return matcher.group(1);
    }

    /** A sandbox that is the machine of an agent, with a token of its own. */
    private static Sandbox asAgent(Sandbox sandbox, RunningServer server, String name) {
        String token = token(sandbox, server, name, "agent");
        return sandbox.with("HOLDFAST_TOKEN", token).with("HOLDFAST_REPOSITORY", server.address() + TENANT).with("HOLDFAST_HOST", name);
    }

    private static void makeTenant(Sandbox sandbox, RunningServer server) {
        sandbox.with("HOLDFAST_TOKEN", server.adminToken())
                .here("tenant", "create", TENANT.substring(1), "--repo", server.address())
                .expect(ExitCode.COMPLETE);
    }

    private static long number(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":([0-9]+)").matcher(json);
        assertTrue(matcher.find(), () -> name + " is not in " + json);
        return Long.parseLong(matcher.group(1));
    }

    @Test
    void aTreeComesBackAsItWasThroughAServer() throws IOException {
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox)) {
            makeTenant(sandbox, server);
            asAgent(sandbox, server, "laptop");
            sandbox.here("backup", sandbox.source().toString()).expect(ExitCode.COMPLETE);
            Outcome unchanged = sandbox.here("backup", "--json", sandbox.source().toString()).expect(ExitCode.COMPLETE);
            assertEquals(0, number(unchanged.out(), "bytes_read"));
            Files.writeString(sandbox.source().resolve("added"), "new");
            sandbox.here("backup", sandbox.source().toString()).expect(ExitCode.COMPLETE);
            List<Sandbox.Listed> snapshots = sandbox.snapshots();
            assertEquals(3, snapshots.size());
            sandbox.assertRestores(snapshots.getLast().id(), sandbox.source());
            sandbox.here("check").expect(ExitCode.COMPLETE);
            sandbox.assertSound();
            sandbox.here("diff", snapshots.getFirst().id(), snapshots.getLast().id()).expect(ExitCode.COMPLETE);
        }
    }

    @Test
    void agentsSeeAndChangeOnlyWhatIsTheirs() throws IOException {
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox)) {
            makeTenant(sandbox, server);
            asAgent(sandbox, server, "one");
            sandbox.here("backup", sandbox.source().toString()).expect(ExitCode.COMPLETE);
            String first = sandbox.snapshots().getFirst().id();
            asAgent(sandbox, server, "two");
            assertEquals(List.of(), sandbox.snapshots());
            sandbox.here("restore", first, "--target", sandbox.path("stolen").toString()).expectError(ExitCode.NOT_FOUND);
            sandbox.here("backup", sandbox.source().toString()).expect(ExitCode.COMPLETE);
            String second = sandbox.snapshots().getFirst().id();
            sandbox.here("forget", second).expectError(ExitCode.NO_ACCESS);
            sandbox.here("rebuild-index").expectError(ExitCode.FAILED, "rebuild-index --repo DATA/tenants/home");
            sandbox.with("HOLDFAST_TOKEN", server.adminToken());
            assertEquals(2, sandbox.snapshots().size());
            sandbox.here("forget", first).expect(ExitCode.COMPLETE);
            Outcome pruned = sandbox.here("prune", "--json").expect(ExitCode.COMPLETE);
            assertTrue(pruned.out().contains("\"outcome\":\"complete\""), pruned::toString);
            sandbox.assertRestores(second, sandbox.source());
        }
    }

    @Test
    void machinesThatClaimStoreTheSameContentOnce() throws IOException, InterruptedException, ExecutionException {
        int machines = 3;
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox)) {
            Path source = sandbox.path("shared");
            Files.createDirectories(source);
            Random random = new Random(7);
            byte[] content = new byte[4 << 20];
            for (int i = 0; i < 10; i++) {
                random.nextBytes(content);
                Files.write(source.resolve("file" + i), content);
            }
            makeTenant(sandbox, server);
            sandbox.here("init", "--repo", server.address() + TENANT).expect(ExitCode.COMPLETE);
            try (ExecutorService threads = Executors.newFixedThreadPool(machines)) {
                List<Future<Outcome>> backups = new java.util.ArrayList<>();
                for (int i = 0; i < machines; i++) {
                    asAgent(sandbox, server, "machine" + i);
                    var environment = sandbox.environment();
                    backups.add(threads.submit(() -> sandbox.hereWith(environment, "backup", "--claim", source.toString())));
                }
                for (Future<Outcome> backup : backups) {
                    backup.get().expect(ExitCode.COMPLETE);
                }
            }
            sandbox.with("HOLDFAST_TOKEN", server.adminToken());
            Outcome stats = sandbox.here("stats", "--json").expect(ExitCode.COMPLETE);
            long stored = number(stats.out(), "pack_bytes");
            assertTrue(stored < 10L * content.length * 102 / 100, stats::toString);
            assertEquals(machines, sandbox.snapshots().size());
            sandbox.assertSound();
        }
    }

    @Test
    void aBackupGoesOnWhenItsServerStartsAnew() throws IOException, InterruptedException, ExecutionException {
        try (Sandbox sandbox = Sandbox.create()) {
            RunningServer first = RunningServer.start(sandbox);
            String address = first.address();
            makeTenant(sandbox, first);
            asAgent(sandbox, first, "laptop");
            Path source = sandbox.path("large");
            Files.createDirectories(source);
            Random random = new Random(8);
            byte[] content = new byte[4 << 20];
            for (int i = 0; i < 20; i++) {
                random.nextBytes(content);
                Files.write(source.resolve("file" + i), content);
            }
            sandbox.here("init", "--encryption", "none").expect(ExitCode.COMPLETE);
            try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
                Future<Outcome> backup = threads.submit(() -> sandbox.here("backup", "--limit-upload", "16M", source.toString()));
                first.close();
                try (RunningServer second = RunningServer.startAt(sandbox, address)) {
                    backup.get().expect(ExitCode.COMPLETE);
                    sandbox.here("restore", "latest", "--target", sandbox.path("back").toString()).expect(ExitCode.COMPLETE);
                    Trees.assertSame(source, Sandbox.inside(sandbox.path("back"), source), "restored");
                    assertEquals(address, second.address());
                }
            }
        }
    }

    @Test
    void aSelfMadeCertificateIsTrustedOnlyByTheUsersWord() {
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox, "--tls", "on")) {
            sandbox.with("HOLDFAST_TOKEN", server.adminToken()).with("HOLDFAST_REPOSITORY", server.address() + TENANT);
            Outcome refused = sandbox.here("init").expectError(ExitCode.NO_ACCESS, "--server-fingerprint SHA256:");
            String shown = "SHA256:" + server.fingerprint().replace(":", "").toLowerCase(java.util.Locale.ROOT);
            assertTrue(refused.err().contains(shown), refused::toString);
            String wrong = "SHA256:" + "ab".repeat(32);
            sandbox.here("init", "--server-fingerprint", wrong).expectError(ExitCode.NO_ACCESS, wrong, shown);
            sandbox.here("init", "--server-fingerprint", shown).expect(ExitCode.COMPLETE);
            sandbox.here("backup", sandbox.source().toString()).expect(ExitCode.COMPLETE);
        }
    }

    @Test
    void noMessageShowsTheToken() {
        try (Sandbox sandbox = Sandbox.create();
                RunningServer server = RunningServer.start(sandbox)) {
            String token = "hf_0123456789abcdef_" + "5ec2e7".repeat(8);
            sandbox.with("HOLDFAST_TOKEN", token).with("HOLDFAST_REPOSITORY", server.address() + TENANT);
            for (String command : List.of("snapshots", "backup /", "doctor", "prune", "token list", "stats")) {
                Outcome outcome = sandbox.here((command + " --debug").split(" ", -1));
                assertFalse((outcome.out() + outcome.err()).contains("5ec2e7"), outcome::toString);
            }
            sandbox.here("snapshots").expectError(ExitCode.NO_ACCESS);
            sandbox.with("HOLDFAST_TOKEN", "").with("HOLDFAST_TOKEN_FILE", "/nowhere");
            sandbox.here("snapshots").expect(ExitCode.NO_ACCESS, ExitCode.USAGE);
        }
    }

    @Test
    void anAddressWithoutAServerIsTold() {
        try (Sandbox sandbox = Sandbox.create()) {
            sandbox.with("HOLDFAST_TOKEN", "hf_1_2").with("HOLDFAST_REPOSITORY", "http://127.0.0.1:9/home");
            sandbox.here("snapshots").expectError(ExitCode.UNREACHABLE, "http://127.0.0.1:9");
            sandbox.with("HOLDFAST_REPOSITORY", "http://127.0.0.1:9");
            sandbox.here("snapshots").expectError(ExitCode.USAGE, "names no tenant");
            sandbox.with("HOLDFAST_REPOSITORY", "http://user:hunter2@127.0.0.1:9/home");
            Outcome refused = sandbox.here("snapshots").expectError(ExitCode.USAGE);
            assertFalse(refused.err().contains("hunter2"), refused::toString);
        }
    }
}
