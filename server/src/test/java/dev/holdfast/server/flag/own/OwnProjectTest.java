package dev.holdfast.server.flag.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDefinition;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.own.OwnFlag;
import dev.holdfast.core.time.Clock;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.flag.publish.Draft;
import dev.holdfast.server.flag.publish.FlagSite;
import dev.holdfast.server.flag.publish.LiveEnvironment;
import dev.holdfast.server.flag.publish.Proposal;
import dev.holdfast.server.flag.publish.Publication;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project of Holdfast's own flags over starts, upgrades and what operators did meanwhile. */
final class OwnProjectTest {
    private static final Path MANUAL = Path.of("..", "docs", "flags.md");

    @TempDir
    private Path directory;

    private final StructuredLog log = StructuredLog.to(OutputStream.nullOutputStream(), Clock.system(), ServerThreads.virtual("log"));

    @AfterEach
    void close() {
        log.close();
    }

    private static FlagDocument flags(String... defaults) {
        return read(FlagSite.flags(defaults));
    }

    private static FlagDocument read(byte[] utf8) {
        return switch (FlagDocument.read(utf8)) {
            case FlagDocument.Outcome.Accepted accepted -> accepted.document();
            case FlagDocument.Outcome.Refused refused -> throw new AssertionError(refused.problems().toString());
        };
    }

    /** A start of a program that ships these flags. */
    private RuleSet start(FlagDocument shipped) {
        try (FlagSite site = new FlagSite(directory, new HandClock())) {
            return OwnProject.prepare(site.environments, shipped, log).current();
        }
    }

    private void edit(FlagEdit... edits) {
        try (FlagSite site = new FlagSite(directory, new HandClock())) {
            site.environments.publish(OwnProject.ID, Proposal.of(Draft.edits(List.of(edits)), FlagSite.note("ann")));
        }
    }

    private static Map<String, String> served(RuleSet rules) {
        Map<String, String> served = new TreeMap<>();
        rules.document().flags().forEach((key, flag) -> served.put(key, String.valueOf(flag.defaultVariant())));
        return served;
    }

    @Test
    void anUpgradeAddsItsNewFlagsAndLeavesAllOthersAsTheyWereLeft() {
        assertEquals(Map.of("a", "on", "b", "off", "c", "on"), served(start(flags("a=on", "b=off", "c=on"))));
        edit(new FlagEdit.Serve("a", "off"), new FlagEdit.Remove("c"));
        RuleSet upgraded = start(flags("a=on", "b=on", "c=on", "d=on"));
        assertEquals(Map.of("a", "off", "b", "off", "d", "on"), served(upgraded));
        assertEquals(upgraded.version(), start(flags("a=on", "b=on", "c=on", "d=on")).version(), "another start changes nothing");
        assertEquals(upgraded.version(), start(flags("a=on")).version(), "nor does going back to an older program");
    }

    @Test
    void whatIsAddedIsAnOrdinaryPublication() {
        start(flags("a=on"));
        try (FlagSite site = new FlagSite(directory, new HandClock())) {
            LiveEnvironment environment = OwnProject.prepare(site.environments, flags("a=on", "b=on"), log);
            Publication last = site.versions.newest(OwnProject.ID, Long.MAX_VALUE, 1).getFirst();
            assertEquals(environment.current().version(), last.version());
            assertEquals("holdfast", last.note().author().name());
            assertEquals(List.of("b"), last.changed());
        }
    }

    @Test
    void aProjectThatSomebodyMadeUnderThisNameIsUsed() {
        try (FlagSite site = new FlagSite(directory, new HandClock())) {
            site.environments.addProject(OwnFlag.PROJECT);
        }
        assertEquals(Map.of("a", "on"), served(start(flags("a=on"))));
    }

    @Test
    void theShippedFlagsAreThoseOfTheProgramWithItsDefaults() {
        FlagDocument shipped = OwnProject.shipped();
        Map<String, OwnFlag> known = Stream.of(OwnFlag.values()).collect(Collectors.toMap(OwnFlag::key, flag -> flag));
        assertEquals(known.keySet(), shipped.flags().keySet());
        for (Map.Entry<String, OwnFlag> one : known.entrySet()) {
            OwnFlag flag = one.getValue();
            FlagDefinition definition = Objects.requireNonNull(shipped.flags().get(one.getKey()));
            assertEquals(flag.usual() ? "on" : "off", definition.defaultVariant(), flag.key());
            assertEquals(Map.of("on", true, "off", false), definition.variants(), flag.key());
            assertEquals(Set.of("owner", "permanent", "description"), definition.metadata().keySet(), flag.key());
            assertEquals(true, definition.metadata().get("permanent"), flag.key());
        }
    }

    @Test
    void theManualHasEachOfThemWithItsDefaultAndDescription() throws IOException {
        String manual = Files.readString(MANUAL, StandardCharsets.UTF_8);
        OwnProject.shipped().flags().forEach((key, flag) -> {
            String row = "| `" + key + "` | " + flag.defaultVariant() + " | " + flag.metadata().get("description") + " |\n";
            assertTrue(manual.contains(row), () -> "docs/flags.md lacks " + row);
        });
    }
}
