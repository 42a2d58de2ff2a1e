package dev.holdfast.server.flag.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.flag.publish.PublishOutcome.Outdated;
import dev.holdfast.server.flag.publish.PublishOutcome.Published;
import dev.holdfast.server.flag.publish.PublishOutcome.Refused;
import dev.holdfast.server.flag.publish.PublishOutcome.Unchanged;
import dev.holdfast.testkit.contract.Seeds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlagEnvironmentsTest {
    private static final EnvironmentId DEFAULT = EnvironmentId.DEFAULT;

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private FlagSite site;

    @BeforeEach
    void open() {
        site = new FlagSite(directory, clock);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void restart() {
        site.close();
        site = new FlagSite(directory, clock);
    }

    @Test
    void theDefaultEnvironmentIsThereAndEmpty() {
        assertEquals(List.of("default"), site.environments.projects());
        assertEquals(0, site.sequence());
        assertEquals(EnvironmentSettings.INITIAL, site.environments.require(DEFAULT).settings());
    }

    @Test
    void aRestartServesTheLastVersionAndKnowsWhatChangedWhen() {
        site.publish(FlagSite.flags("a=on", "b=on"));
        clock.pass(Duration.ofHours(1));
        site.publish(FlagSite.flags("a=off", "b=on"));
        site.publish(FlagSite.flags("a=off"));
        RuleSet before = site.environments.require(DEFAULT).current();
        Map<String, ?> changed = site.versions.changed(DEFAULT, before.changes());
        restart();
        RuleSet after = site.environments.require(DEFAULT).current();
        assertEquals(before.version(), after.version());
        assertEquals(before.json(), after.json());
        assertEquals(before.changes(), after.changes());
        assertEquals(Map.of("a", 2L, "b", 3L), after.changes().since());
        assertEquals(changed, site.versions.changed(DEFAULT, after.changes()));
        assertEquals("false", site.value("a", "ann"));
    }

    @Test
    void versionsAreKeptAsTheyWere() {
        site.publish(FlagSite.flags("a=on"));
        site.publish(FlagSite.flags("a=off"));
        site.environments.publish(DEFAULT, Proposal.of(Draft.document(FlagSite.flags("a=on")), FlagSite.note("bob")));
        List<Publication> history = site.versions.newest(DEFAULT, Long.MAX_VALUE, 10);
        assertEquals(List.of(3L, 2L, 1L), history.stream().map(one -> one.version().sequence()).toList());
        assertEquals(List.of("bob", "ann", "ann"), history.stream().map(one -> one.note().author().name()).toList());
        // The same content has the same digest and is kept once.
        assertEquals(history.get(0).version().digest(), history.get(2).version().digest());
        assertEquals(
                site.environments.require(DEFAULT).current().document().flags(),
                site.versions.document(DEFAULT, history.get(2).version()).flags());
        assertEquals(List.of(2L, 1L), site.versions.newest(DEFAULT, 3, 10).stream().map(one -> one.version().sequence()).toList());
    }

    private static byte[] needing(String more) {
        return ("{" + more + "\"flags\": {\"pay\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"on\"}, "
                        + "\"fast\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"on\", "
                        + "\"prerequisites\": {\"pay\": \"on\"}, \"offVariant\": \"off\"}}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatAuthorsWroteIsKeptBesideWhatIsServed() {
        site.publish(needing(""));
        site.environments.publish(DEFAULT, Proposal.of(Draft.edits(List.of(new FlagEdit.Serve("pay", "off"))), FlagSite.note("ann")));
        RuleSet before = site.environments.require(DEFAULT).current();
        assertEquals(Map.of("pay", 2L, "fast", 2L), before.changes().since());
        assertEquals(List.of("fast", "pay"), site.versions.newest(DEFAULT, 3, 1).getFirst().changed());
        assertEquals("false", site.value("fast", "ann"));
        restart();
        RuleSet after = site.environments.require(DEFAULT).current();
        assertEquals(before.version(), after.version());
        assertEquals(before.json(), after.json());
        assertEquals(before.source(), after.source());
        assertEquals(Map.of("pay", "on"), after.document().written("fast").get("prerequisites"));
        assertEquals(before.changes(), after.changes());
        // The flag comes back by itself with the one that it needs, because the rule of the two is kept and not what it came to.
        site.environments.publish(DEFAULT, Proposal.of(Draft.edits(List.of(new FlagEdit.Serve("pay", "on"))), FlagSite.note("ann")));
        assertEquals("true", site.value("fast", "ann"));
        site.environments.publish(
                DEFAULT, Proposal.of(Draft.content(site.versions.document(DEFAULT, before.version())), FlagSite.note("ann")));
        assertEquals("false", site.value("fast", "ann"));
    }

    @Test
    void aSchemaIsAChangeForAuthorsAndNoneForReaders() {
        site.publish(needing(""));
        RuleSet before = site.environments.require(DEFAULT).current();
        Published published = assertInstanceOf(Published.class, site.publish(needing("\"$schemas\": {\"any\": true}, ")));
        assertEquals(before.version().digest(), published.rules().version().digest());
        assertEquals(2, published.rules().version().sequence());
        assertEquals(List.of(), published.publication().changed());
        restart();
        assertTrue(String.valueOf(site.environments.require(DEFAULT).current().document().json()).contains("$schemas"));
        byte[] refused = new String(needing("\"$schemas\": {\"no\": false}, "), StandardCharsets.UTF_8)
                .replace("\"offVariant\"", "\"schema\": {\"$ref\": \"no\"}, \"offVariant\"").getBytes(StandardCharsets.UTF_8);
        assertEquals("/flags/fast/variants/on", assertInstanceOf(Refused.class, site.publish(refused)).problems().getFirst().pointer().text());
        assertEquals(2, site.sequence());
    }

    @Test
    void whatCannotBeServedChangesNothingAndSaysWhere() {
        site.publish(FlagSite.flags("a=on"));
        RuleSet served = site.environments.require(DEFAULT).current();
        byte[] wrong = new String(FlagSite.flags("a=on", "b=maybe"), StandardCharsets.UTF_8).replace("{\"flags\"", "{\n\"flags\"").getBytes(StandardCharsets.UTF_8);
        Refused refused = assertInstanceOf(Refused.class, site.publish(wrong));
        assertEquals("/flags/b/defaultVariant", refused.problems().getFirst().pointer().text());
        assertEquals(2, refused.problems().getFirst().place().line());
        assertInstanceOf(Refused.class, site.publish("{".getBytes(StandardCharsets.UTF_8)));
        assertSame(served, site.environments.require(DEFAULT).current());
        assertEquals(1, site.versions.newest(DEFAULT, Long.MAX_VALUE, 10).size());
    }

    @Test
    void theSameAgainIsNoNewVersion() {
        site.publish(FlagSite.flags("a=on", "b=off"));
        assertInstanceOf(Unchanged.class, site.publish(FlagSite.flags("b=off", "a=on")));
        assertEquals(1, site.sequence());
    }

    @Test
    void aChangeForAnotherVersionIsRefused() {
        site.publish(FlagSite.flags("a=on"));
        Proposal late = Proposal.of(Draft.document(FlagSite.flags("a=off")), FlagSite.note("bob")).expecting(0);
        assertEquals(new Outdated(site.environments.require(DEFAULT).current().version()), site.environments.publish(DEFAULT, late));
        assertInstanceOf(Published.class, site.environments.publish(DEFAULT, late.expecting(1)));
    }

    /** Each publisher adds flags of its own to what it read; in the end all are there, each once, and every version holds its own change. */
    @Test
    void concurrentPublishersLoseNothing() throws Exception {
        long seed = Seeds.next();
        int publishers = 8;
        int each = 12;
        long all = (long) publishers * each;
        CountDownLatch start = new CountDownLatch(1);
        AtomicInteger repeated = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(publishers)) {
            List<Future<?>> begun = new ArrayList<>();
            for (int p = 0; p < publishers; p++) {
                int publisher = p;
                RandomGenerator random = Seeds.generator(seed + p);
                begun.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < each; i++) {
                        add("f" + publisher + "-" + i, random.nextBoolean(), repeated);
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : begun) {
                one.get();
            }
        }
        restart();
        RuleSet served = site.environments.require(DEFAULT).current();
        assertEquals(all, served.keys().size(), Seeds.replay(seed));
        assertEquals(all, served.version().sequence(), Seeds.replay(seed));
        List<Publication> history = site.versions.newest(DEFAULT, Long.MAX_VALUE, 1000);
        assertTrue(history.stream().allMatch(version -> version.changed().size() == 1), Seeds.replay(seed));
        assertEquals(all, history.stream().flatMap(version -> version.changed().stream()).distinct().count(), Seeds.replay(seed));
    }

    /** Either reads, changes and publishes what was read, or has the server do that. */
    private void add(String flag, boolean isWhole, AtomicInteger repeated) {
        Map<String, Object> definition = Map.of("state", "ENABLED", "variants", Map.of("on", true), "defaultVariant", "on");
        Draft edit = Draft.edits(List.of(new FlagEdit.Put(flag, definition)));
        while (true) {
            RuleSet read = site.environments.require(DEFAULT).current();
            Proposal proposal = Proposal.of(isWhole ? current -> edit.on(read) : edit, FlagSite.note("ann"));
            PublishOutcome outcome =
                    site.environments.publish(DEFAULT, isWhole ? proposal.expecting(read.version().sequence()) : proposal);
            if (outcome instanceof Published) {
                return;
            }
            assertInstanceOf(Outdated.class, outcome);
            repeated.incrementAndGet();
        }
    }

    /** Another process with the same database, which should not be: nothing of its is overwritten, and the next attempt sees it. */
    @Test
    void aVersionThatMemoryDoesNotKnowIsNotOverwritten() {
        site.publish(FlagSite.flags("a=on"));
        try (FlagSite other = new FlagSite(directory, clock)) {
            assertInstanceOf(Published.class, other.publish(FlagSite.flags("a=off")));
        }
        assertInstanceOf(Outdated.class, site.publish(FlagSite.flags("a=on", "b=on")));
        assertEquals("false", site.value("a", "ann"));
        assertInstanceOf(Published.class, site.publish(FlagSite.flags("a=on", "b=on")));
        assertEquals(3, site.sequence());
    }

    @Test
    void watchersHearOfEveryVersionAndNothingElse() {
        List<Long> heard = new ArrayList<>();
        site.environments.watch(environment -> heard.add(environment.current().version().sequence()));
        site.publish(FlagSite.flags("a=on"));
        site.publish(FlagSite.flags("a=on"));
        site.publish("{".getBytes(StandardCharsets.UTF_8));
        site.publish(FlagSite.flags("a=off"));
        assertEquals(List.of(1L, 2L), heard);
    }

    @Test
    void damageIsFoundAtTheStartAndNotServed() {
        site.publish(FlagSite.flags("a=on"));
        site.database.change(rows -> rows.change("UPDATE flag_document SET body = replace(body, 'true', 'false')"));
        HoldfastException failure = assertThrows(HoldfastException.class, () -> new FlagEnvironments(new EnvironmentStore(site.database, clock), site.versions, clock));
        assertEquals(ErrorCode.INDEX_DAMAGED, failure.code());
        assertTrue(String.valueOf(failure.getMessage()).contains("version 1-"), failure.getMessage());
    }

    @Test
    void environmentsAreApart() {
        EnvironmentId staging = new EnvironmentId("default", "staging");
        EnvironmentSettings open = new EnvironmentSettings(
                EnvironmentSettings.Approval.FOUR_EYES, EnvironmentSettings.Evaluation.OPEN, List.of("https://shop.example"));
        site.environments.add(staging, open);
        site.publish(FlagSite.flags("a=on"));
        restart();
        assertEquals(0, site.environments.require(staging).current().version().sequence());
        assertEquals(open, site.environments.require(staging).settings());
        assertEquals(ErrorCode.CONFLICT, assertThrows(HoldfastException.class, () -> site.environments.add(staging, open)).code());
        assertEquals(
                ErrorCode.NOT_FOUND,
                assertThrows(HoldfastException.class, () -> site.environments.add(new EnvironmentId("shop", "x"), open)).code());
        for (String origin : List.of("https://shop.example/", "shop.example", "*", "javascript:alert(1)")) {
            assertThrows(HoldfastException.class, () -> new EnvironmentSettings(open.approval(), open.evaluation(), List.of(origin)));
        }
    }
}
