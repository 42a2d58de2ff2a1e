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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands around published flags, at a file and at a server. */
final class FlagPublishingTest {
    private static final String FLAGS =
            """
            {"flags": {
              "pay": {"state": "ENABLED", "variants": {"yes": true, "no": false}, "defaultVariant": "no",
                      "targeting": {"if": [{"ends_with": [{"var": "email"}, "@example.com"]}, "yes", "no"]}},
              "rows": {"state": "ENABLED", "variants": {"few": 10, "many": 50}, "defaultVariant": "few"}
            }}
            """;

    private final Sandbox sandbox = Sandbox.create();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = sandbox.path("flags.json");
        Files.writeString(file, FLAGS);
    }

    @AfterEach
    void remove() {
        sandbox.close();
    }

    private String flag(String name, String context) {
        return sandbox.here("flags", "eval", name, "--file", file.toString(), "--context", context).expect(ExitCode.COMPLETE).out();
    }

    @Test
    void aFileIsChangedInOneStepAndOnlyIfItIsSound() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        String staff = "{\"email\": \"ann@example.com\"}";
        assertTrue(flag("pay", staff).startsWith("pay = true"));
        Outcome off = sandbox.here("flags", "set", "pay", "off", "--file", file.toString()).expect(ExitCode.COMPLETE);
        assertTrue(off.out().contains("pay gives 'no' to everybody"), off::toString);
        assertTrue(off.err().contains("its rule was taken out"), off::toString);
        assertTrue(flag("pay", staff).startsWith("pay = false"));
        assertEquals("rw-rw-r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        // Without any option the file of this directory is meant.
        sandbox.here("flags", "set", "rows", "many").expect(ExitCode.COMPLETE);
        assertTrue(flag("rows", "{}").startsWith("rows = 50"));
        sandbox.here("flags", "set", "rows", "--disable").expect(ExitCode.COMPLETE);
        assertTrue(flag("rows", "{}").contains("DISABLED"));
        String before = Files.readString(file);
        sandbox.here("flags", "set", "rows", "lots").expectError(ExitCode.NOT_FOUND, "has no variant 'lots'", "few, many");
        sandbox.here("flags", "set", "gone", "on").expectError(ExitCode.NOT_FOUND, "there is no flag 'gone'");
        sandbox.here("flags", "set", "rows").expectError(ExitCode.USAGE, "say what to set");
        assertEquals(before, Files.readString(file));
        Files.writeString(file, before.replace("DISABLED", "OFF"));
        sandbox.here("flags", "set", "pay", "on").expectError(ExitCode.USAGE, "the state of a flag is ENABLED or DISABLED");
        assertEquals(before.replace("DISABLED", "OFF"), Files.readString(file));
    }

    @Test
    void flagsAreAppliedComparedSetAndTakenBackAtAServer() throws IOException {
        try (RunningServer server = RunningServer.start(sandbox)) {
            sandbox.with("HOLDFAST_TOKEN", server.adminToken()).with("HOLDFAST_FLAGS", server.address());
            sandbox.here("flags", "diff", file.toString()).expect(ExitCode.INCOMPLETE);
            sandbox.here("flags", "apply", file.toString()).expectError(ExitCode.USAGE, "--reason");
            Outcome applied = sandbox.here("flags", "apply", file.toString(), "--reason", "first").expect(ExitCode.COMPLETE);
            assertTrue(applied.out().contains("published version 1: pay, rows"), applied::toString);
            sandbox.here("flags", "diff", file.toString()).expect(ExitCode.COMPLETE);
            Outcome off = sandbox.here("flags", "set", "pay", "off", "--reason", "it breaks").expect(ExitCode.COMPLETE);
            assertTrue(off.out().contains("published version 2: pay"), off::toString);
            Outcome diff = sandbox.here("flags", "diff", "--from", "1").expect(ExitCode.INCOMPLETE);
            assertTrue(diff.out().contains("changed flag pay") && diff.out().contains("- /targeting"), diff::toString);
            Outcome history = sandbox.here("flags", "history").expect(ExitCode.COMPLETE);
            assertTrue(history.out().contains("it breaks") && history.out().contains("admin"), history::toString);
            sandbox.here("flags", "rollback", "1", "--flag", "pay", "--reason", "well again").expect(ExitCode.COMPLETE);
            sandbox.here("flags", "diff", file.toString()).expect(ExitCode.COMPLETE);
            sandbox.here("flags", "apply", file.toString(), "--reason", "late", "--expect", "2").expectError(ExitCode.REFUSED, "changed meanwhile");
            Path exported = sandbox.path("exported.json");
            sandbox.here("flags", "export", "--output", exported.toString()).expect(ExitCode.COMPLETE);
            assertEquals(Files.readString(exported), sandbox.here("flags", "export").expect(ExitCode.COMPLETE).out());
            sandbox.here("flags", "lint", exported.toString()).expect(ExitCode.COMPLETE);
            Files.writeString(file, FLAGS.replace("\"few\"}", "\"fewer\"}"));
            Outcome refused = sandbox.here("flags", "apply", file.toString(), "--reason", "wrong").expect(ExitCode.REFUSED);
            assertTrue(refused.out().contains("/flags/rows/defaultVariant") && refused.out().contains("4:"), refused::toString);
            Outcome list = sandbox.here("flags", "list", "--json").expect(ExitCode.COMPLETE);
            assertTrue(list.out().contains("\"flag\":\"rows\"") && list.out().contains("\"default\":\"few\""), list::toString);
            sandbox.here("flags", "stale").expect(ExitCode.COMPLETE);
            sandbox.here("flags", "stale", "--unchanged-days", "0").expect(ExitCode.INCOMPLETE);
            sandbox.here("flags", "list", "--environment", "nowhere").expectError(ExitCode.NOT_FOUND, "default/nowhere");
        }
    }

    @Test
    void aFlagIsTakenThroughItsLifeInAFile() throws IOException {
        Files.writeString(file, FLAGS.replace("\"flags\": {", "\"$evaluators\": {\"staff\": {\"ends_with\": [{\"var\": \"email\"}, \"@example.com\"]}}, \"flags\": {"));
        String staff = "{\"targetingKey\": \"ann\", \"email\": \"ann@example.com\"}";
        sandbox.here("flags", "stage", "rows", "internal").expectError(ExitCode.NOT_FOUND, "has no variant 'on'");
        String[] internal = {"flags", "stage", "rows", "internal", "--variant", "many", "--otherwise", "few", "--group", "staff"};
        assertTrue(sandbox.here(internal).expect(ExitCode.COMPLETE).out().contains("rows is at stage internal"));
        assertTrue(flag("rows", staff).startsWith("rows = 50"));
        assertTrue(flag("rows", "{\"targetingKey\": \"bob\"}").startsWith("rows = 10"));
        // What was said once stays.
        sandbox.here("flags", "stage", "rows", "100%").expect(ExitCode.COMPLETE);
        assertTrue(flag("rows", "{\"targetingKey\": \"bob\"}").startsWith("rows = 50"));
        assertTrue(Files.readString(file).contains("\"group\": \"staff\""));
        sandbox.here("flags", "stage", "rows", "25").expectError(ExitCode.USAGE, "did you mean '25%'");
        sandbox.here("flags", "stage", "pay", "5%", "--variant", "yes", "--otherwise", "no").expectError(ExitCode.NOT_FOUND, "a rule of its own");
        sandbox.here("flags", "stage", "rows", "5%", "--at", "2030-01-01T00:00:00Z").expectError(ExitCode.USAGE, "--at needs a server");
    }

    @Test
    void aDryRunSaysWhatWouldDifferInAFileAndLeavesItAlone() throws IOException {
        Outcome set = sandbox.here("flags", "set", "pay", "on", "--dry-run").expect(ExitCode.COMPLETE);
        assertTrue(set.out().contains("changed flag pay\n") && set.out().contains("+ /defaultVariant \"yes\""), set::toString);
        assertTrue(set.err().contains("was left as it is"), set::toString);
        String[] stage = {"flags", "stage", "rows", "25%", "--variant", "many", "--otherwise", "few", "--dry-run", "--json"};
        Outcome staged = sandbox.here(stage).expect(ExitCode.COMPLETE);
        assertTrue(staged.out().contains("\"outcome\":\"would_change\"") && staged.out().contains("\"fractional\""), staged::toString);
        assertTrue(sandbox.here("flags", "set", "rows", "few", "-n").expect(ExitCode.COMPLETE).out().contains("nothing to change"));
        sandbox.here("flags", "set", "rows", "lots", "--dry-run").expectError(ExitCode.NOT_FOUND, "has no variant 'lots'");
        sandbox.here("flags", "set", "rows", "many", "--dry-run", "--at", "2030-01-01T00:00:00Z").expectError(ExitCode.USAGE, "leave out --at");
        assertEquals(FLAGS, Files.readString(file));
    }

    @Test
    void aChangeThatNeedsAnotherPersonIsSaidToWait() throws IOException {
        try (RunningServer server = RunningServer.start(sandbox)) {
            String admin = server.adminToken();
            sandbox.with("HOLDFAST_TOKEN", admin).with("HOLDFAST_FLAGS", server.address());
            String bob = sandbox.here("token", "create", "bob", "--role", "operator", "--repo", server.address()).expect(ExitCode.COMPLETE).out().strip();
            sandbox.here("flags", "apply", file.toString(), "--reason", "first").expect(ExitCode.COMPLETE);
            sandbox.here("flags", "environment", "set", "production", "--approval", "four-eyes").expect(ExitCode.COMPLETE);
            Outcome would = sandbox.here("flags", "set", "rows", "many", "--dry-run").expect(ExitCode.COMPLETE);
            assertTrue(would.err().contains("it would wait for another person"), would::toString);
            Outcome off = sandbox.here("flags", "set", "pay", "off", "--dry-run", "--json").expect(ExitCode.COMPLETE);
            assertTrue(off.out().contains("\"outcome\":\"would_publish\""), off::toString);
            Outcome waits = sandbox.here("flags", "set", "rows", "many").expect(ExitCode.INCOMPLETE);
            Matcher id = Pattern.compile("flags approve ([0-9a-f]+)").matcher(waits.out());
            assertTrue(id.find(), waits::toString);
            sandbox.here("flags", "approve", id.group(1)).expectError(ExitCode.NO_ACCESS, "needs another person");
            assertTrue(sandbox.here("flags", "approve").expect(ExitCode.COMPLETE).out().contains("pending"));
            sandbox.with("HOLDFAST_TOKEN", bob);
            Outcome approved = sandbox.here("flags", "approve", id.group(1)).expect(ExitCode.COMPLETE);
            assertTrue(approved.out().contains("is applied: published as version 2"), approved::toString);
            sandbox.here("flags", "set", "pay", "off").expect(ExitCode.COMPLETE);
        }
    }

    @Test
    void namesInSourceCodeAreFound() throws IOException {
        Path source = Files.createDirectories(sandbox.path("code/node_modules/x"));
        Files.writeString(source.resolve("skipped.js"), "client.getBooleanValue('never', false)");
        Files.writeString(sandbox.path("code/Shop.java"), "class Shop {\n  boolean p = client.getBooleanValue(\"pay\", false);\n  String b = c.getStringDetails(\"banner\", \"\");\n}\n");
        Files.writeString(sandbox.path("code/shop.py"), "client.get_integer_value('limit', 3)\n");
        Files.writeString(sandbox.path("code/shop.go"), "v, _ := client.BooleanValue(ctx, \"dark\", false, ctx)\n");
        Outcome found = sandbox.here("flags", "references", sandbox.path("code").toString(), "--file", file.toString()).expect(ExitCode.INCOMPLETE);
        assertEquals(
                "Shop.java:3 there is no flag 'banner'\nshop.go:1 there is no flag 'dark'\nshop.py:1 there is no flag 'limit'\nflag 'rows' stands nowhere\n",
                found.out());
        assertFalse(found.out().contains("never"), found::toString);
        Outcome json = sandbox.here("flags", "references", sandbox.path("code").toString(), "--json").expect(ExitCode.INCOMPLETE);
        assertTrue(json.out().contains("{\"flag\":\"pay\",\"places\":[{\"file\":\"Shop.java\",\"line\":2}]}"), json::toString);
    }
}
