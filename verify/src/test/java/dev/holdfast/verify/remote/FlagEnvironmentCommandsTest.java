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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands around flags that need a server. All tests share one, and each has an environment to itself. */
final class FlagEnvironmentCommandsTest {
    private static final String FLAGS =
            """
            {"flags": {
              "pay": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off"},
              "rows": {"state": "ENABLED", "variants": {"few": 10, "many": 50}, "defaultVariant": "few"}
            }}
            """;

    private static final Sandbox SANDBOX = Sandbox.create();
    private static final Path FILE = SANDBOX.path("flags.json");
    private static final RunningServer SERVER = RunningServer.start(SANDBOX);

    @BeforeAll
    static void meet() throws IOException {
        Files.writeString(FILE, FLAGS);
        SANDBOX.with("HOLDFAST_TOKEN", SERVER.adminToken()).with("HOLDFAST_FLAGS", SERVER.address());
    }

    @AfterAll
    static void part() {
        SERVER.close();
        SANDBOX.close();
    }

    private static Outcome flags(String... words) {
        List<String> all = new ArrayList<>(List.of("flags"));
        all.addAll(List.of(words));
        return SANDBOX.here(all.toArray(String[]::new));
    }

    private static void published(String environment) {
        flags("environment", "create", environment).expect(ExitCode.COMPLETE);
        flags("apply", FILE.toString(), "--environment", environment, "--reason", "first").expect(ExitCode.COMPLETE);
    }

    @Test
    void environmentsAreMadeAndSettledAndAFlagGoesThroughItsLifeThere() {
        flags("environment", "create", "staging", "--origin", "https://shop.example").expect(ExitCode.COMPLETE);
        String list = flags("environment", "list").expect(ExitCode.COMPLETE).out();
        assertTrue(list.contains("production") && list.contains("staging") && list.contains("https://shop.example"), list);
        Outcome set = flags("environment", "set", "staging", "--evaluation", "open", "--no-origins", "--json").expect(ExitCode.COMPLETE);
        assertTrue(set.out().contains("\"evaluation\":\"open\"") && set.out().contains("\"origins\":[]"), set::toString);
        flags("environment", "set", "staging").expectError(ExitCode.USAGE, "settings go with create and set");
        flags("environment", "archive", "staging", "--evaluation", "open").expectError(ExitCode.USAGE, "settings go with create and set");
        flags("environment", "set", "staging", "--approval", "perhaps").expectError(ExitCode.USAGE, "none, four_eyes");
        flags("environment", "staging").expectError(ExitCode.USAGE, "say list, create NAME, set NAME or archive NAME");
        flags("environment", "set", "nowhere", "--evaluation", "open").expectError(ExitCode.NOT_FOUND, "nowhere");
        flags("apply", FILE.toString(), "--environment", "staging", "--reason", "first").expect(ExitCode.COMPLETE);
        String[] stage = {"stage", "rows", "25%", "--variant", "many", "--otherwise", "few", "--environment", "staging"};
        assertTrue(flags(stage).expect(ExitCode.COMPLETE).out().contains("published version 2: rows"));
        assertTrue(flags("list", "--environment", "staging").out().contains("25%"));
        assertTrue(flags(stage).expect(ExitCode.COMPLETE).out().contains("nothing to change"));
        flags("stage", "rows", "5%", "--variant", "few", "--otherwise", "many", "--environment", "staging")
                .expectError(ExitCode.REFUSED, "would be assigned anew");
    }

    @Test
    void aRollOutIsBegunShownWithItsGuardAndEnded() {
        published("steps");
        assertTrue(flags("rollout", "list", "--environment", "steps").expect(ExitCode.COMPLETE).out().contains("there is no roll-out"));
        String[] start = {"rollout", "start", "pay", "--steps", "5,25%,100", "--pause", "12h", "--metric", "web/errors", "--environment", "steps"};
        Outcome begun = flags(start).expect(ExitCode.COMPLETE);
        assertTrue(begun.out().contains("published version 2: pay") && begun.err().contains("flags rollout list pay"), begun::toString);
        String list = flags("rollout", "list", "pay", "--environment", "steps").expect(ExitCode.COMPLETE).out();
        assertTrue(list.matches("(?s).*running +5% .* 5,25,100 +12h +web/errors unreported +pay .*"), list);
        assertTrue(flags("metric", "list", "--environment", "steps").expect(ExitCode.COMPLETE).out().contains("no metric was reported yet"));
        Outcome holds = flags("metric", "report", "web/errors", "holds", "--detail", "0.1 % errors", "--environment", "steps").expect(ExitCode.COMPLETE);
        assertEquals("metric web/errors holds: 0.1 % errors\n", holds.out());
        assertTrue(flags("metric", "list", "--environment", "steps").expect(ExitCode.COMPLETE).out().contains("0.1 % errors"));
        String json = flags("rollout", "list", "--environment", "steps", "--json").expect(ExitCode.COMPLETE).out();
        assertTrue(json.contains("\"percents\":[5,25,100],\"pause_seconds\":43200") && json.contains("\"metric\":\"web/errors\",\"verdict\":\"holds\""), json);
        flags(start).expectError(ExitCode.REFUSED, "is at the first step already");
        Outcome ended = flags("rollout", "stop", "pay", "--environment", "steps").expect(ExitCode.COMPLETE);
        assertEquals("the roll-out of pay has ended: 5 % of all users keep on\n", ended.out());
        flags("rollout", "stop", "pay", "--environment", "steps").expectError(ExitCode.NOT_FOUND, "no roll-out of flag 'pay' goes on");
        assertTrue(flags("rollout", "list", "--environment", "steps").out().contains("ended by admin"));
    }

    @Test
    void aDryRunSaysWhatWouldDifferAndPublishesNothing() throws IOException {
        published("trial");
        Path next = SANDBOX.path("next.json");
        Files.writeString(next, FLAGS.replace("\"few\"}", "\"many\"}"));
        String[] apply = {"apply", next.toString(), "--dry-run", "--environment", "trial"};
        Outcome applied = flags(apply).expect(ExitCode.COMPLETE);
        assertEquals("changed flag rows\n  - /defaultVariant \"few\"\n  + /defaultVariant \"many\"\n", applied.out());
        assertTrue(applied.err().contains("nothing was published"), applied::toString);
        flags("apply", next.toString(), "--dry-run", "--expect", "7", "--environment", "trial").expectError(ExitCode.REFUSED, "not at version 7 but at 1");
        Outcome set = flags("set", "pay", "on", "--dry-run", "--environment", "trial", "--json").expect(ExitCode.COMPLETE);
        assertTrue(set.out().contains("\"outcome\":\"would_publish\",\"sequence\":1"), set::toString);
        assertTrue(flags("set", "pay", "off", "--dry-run", "--environment", "trial").expect(ExitCode.COMPLETE).out().contains("version 1 has it so"));
        assertTrue(flags("stage", "pay", "5%", "--dry-run", "--environment", "trial").expect(ExitCode.COMPLETE).out().contains("fractional"));
        // What is refused is refused as if it were meant, at the places of the file and by what the server has.
        flags("set", "pay", "perhaps", "--dry-run", "--environment", "trial").expectError(ExitCode.REFUSED, "has no variant 'perhaps'");
        flags("set", "gone", "on", "--dry-run", "--environment", "trial").expectError(ExitCode.REFUSED, "there is no flag 'gone'");
        Files.writeString(next, FLAGS.replace("\"few\"}", "\"fewer\"}"));
        Outcome refused = flags(apply).expect(ExitCode.REFUSED);
        assertTrue(refused.out().contains("3:") && refused.out().contains("/flags/rows/defaultVariant"), refused::toString);
        assertTrue(flags("history", "--environment", "trial", "--json").out().startsWith("[{\"sequence\":1,"));
    }

    @Test
    void aDryRunOfAWayBackSaysWhatWouldDiffer() {
        published("back");
        flags("set", "rows", "many", "--environment", "back").expect(ExitCode.COMPLETE);
        flags("set", "pay", "on", "--environment", "back").expect(ExitCode.COMPLETE);
        String all = flags("rollback", "1", "--dry-run", "--environment", "back").expect(ExitCode.COMPLETE).out();
        assertTrue(all.contains("flag pay") && all.contains("flag rows"), all);
        String one = flags("rollback", "1", "--flag", "rows", "--dry-run", "--environment", "back").expect(ExitCode.COMPLETE).out();
        assertTrue(!one.contains("flag pay") && one.contains("+ /defaultVariant \"few\""), one);
        assertTrue(flags("rollback", "3", "--dry-run", "--environment", "back").expect(ExitCode.COMPLETE).out().contains("version 3 has it so"));
        flags("rollback", "9", "--dry-run", "--environment", "back").expectError(ExitCode.NOT_FOUND, "no version 9");
        assertTrue(flags("history", "--environment", "back", "--json").out().startsWith("[{\"sequence\":3,"));
    }

    @Test
    void projectsAndEnvironmentsGoOutOfServiceOnlyWithWhatTheyHaveAndComeBack() {
        assertTrue(flags("project", "create", "shop").expect(ExitCode.COMPLETE).out().contains("flags environment create NAME --project shop"));
        flags("project", "create", "shop").expectError(ExitCode.REFUSED, "there is a project 'shop' already");
        flags("environment", "create", "live", "--project", "shop").expect(ExitCode.COMPLETE);
        flags("apply", FILE.toString(), "--project", "shop", "--environment", "live", "--reason", "first").expect(ExitCode.COMPLETE);
        assertTrue(flags("project", "list", "--json").expect(ExitCode.COMPLETE).out().contains("{\"project\":\"shop\",\"environments\":[\"live\"]}"));
        flags("environment", "archive", "live", "--project", "shop").expectError(ExitCode.REFUSED, "2 flags that are served", "--force");
        flags("project", "archive", "shop").expectError(ExitCode.REFUSED, "has environments", "--force");
        Outcome gone = flags("environment", "archive", "live", "--project", "shop", "--force").expect(ExitCode.COMPLETE);
        assertTrue(gone.out().contains("shop/live is not served any more") && gone.out().contains("ended: 2 flags that are served"), gone::toString);
        flags("list", "--project", "shop", "--environment", "live").expectError(ExitCode.NOT_FOUND, "shop/live");
        assertTrue(flags("project", "archive", "shop").expect(ExitCode.COMPLETE).out().contains("flags project create shop"));
        assertFalse(flags("project", "list").expect(ExitCode.COMPLETE).out().contains("shop"));
        flags("project", "archive", "shop").expectError(ExitCode.NOT_FOUND, "there is no project 'shop'");
        flags("project", "archive", "default", "--force").expectError(ExitCode.REFUSED, "is always there");
        flags("project", "create", "shop").expect(ExitCode.COMPLETE);
        flags("environment", "create", "live", "--project", "shop").expect(ExitCode.COMPLETE);
        assertTrue(flags("list", "--project", "shop", "--environment", "live").expect(ExitCode.COMPLETE).out().contains("pay"));
    }

    @Test
    void wordsThatDoNotGoTogetherAreRefusedBeforeTheServerIsAsked() {
        flags("rollout", "advance", "pay").expectError(ExitCode.USAGE, "say list, start FLAG or stop FLAG");
        flags("rollout", "stop").expectError(ExitCode.USAGE, "say list, start FLAG or stop FLAG");
        flags("rollout", "stop", "pay", "--steps", "5").expectError(ExitCode.USAGE, "go with start");
        flags("rollout", "start", "pay", "--steps", "25,5").expectError(ExitCode.USAGE, "growing shares");
        flags("rollout", "start", "pay", "--steps", "many").expectError(ExitCode.USAGE, "5,25,100");
        flags("rollout", "start", "pay", "--pause", "soon").expectError(ExitCode.USAGE, "12h, 30min or 2d");
        flags("rollout", "start", "pay", "--on-broken", "stay").expectError(ExitCode.USAGE, "--metric");
        flags("metric", "report", "errors", "perhaps").expectError(ExitCode.USAGE, "'holds' or is 'broken'");
        flags("metric", "report", "errors").expectError(ExitCode.USAGE, "say list, or report NAME");
        flags("metric", "list", "--detail", "x").expectError(ExitCode.USAGE, "--detail goes with report");
        flags("project", "create").expectError(ExitCode.USAGE, "say list, create NAME or archive NAME");
        flags("project", "list", "--force").expectError(ExitCode.USAGE, "--force goes with archive");
    }
}
