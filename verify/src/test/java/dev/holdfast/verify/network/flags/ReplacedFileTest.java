package dev.holdfast.verify.network.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.flags.FlagsOptions;
import dev.holdfast.flags.Timing;
import dev.holdfast.testkit.contract.Seeds;
import dev.holdfast.verify.chaos.Link;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server of a file of flags is killed, frozen and parted from its readers while the file is replaced, and the file is damaged. */
@Timeout(300)
final class ReplacedFileTest {
    private static final String FLAG = "n";
    private static final long READS_MEANWHILE = 100;
    private static final Duration PACE = Duration.ofMillis(5);
    private static final Duration TO_HEAL = Duration.ofSeconds(60);

    private final long seed = Seeds.next();
    private final Watch watch = new Watch();
    private final Sightings sightings = new Sightings(watch);
    private final Sandbox sandbox = Sandbox.create();
    private final Path file = sandbox.path("flags.json");
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private long published;
    private FileService server;
    private Link link;
    private ProgramReader program;
    private OfrepReader pages;

    /** What happens while the file is replaced. */
    private enum Trouble {
        KILLED,
        FROZEN,
        PARTED,
        DAMAGED,
        GONE
    }

    @BeforeEach
    void open() throws IOException {
        replace();
        server = FileService.start(sandbox, file, 0);
        link = Link.to(server.port());
        Duration quick = Duration.ofMillis(300);
        Timing timing = new Timing(
                quick, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(1), quick, Duration.ofMillis(500), Duration.ZERO);
        FlagsOptions options = FlagsOptions.of(URI.create(link.address())).withLastKnown(sandbox.path("copy")).withTiming(timing);
        program = new ProgramReader("the program", options, List.of(FLAG), watch, sightings);
        pages = new OfrepReader(client, link.address(), "none", FLAG, watch, sightings);
    }

    @AfterEach
    void close() throws InterruptedException {
        program.close();
        link.close();
        server.close();
        client.shutdownNow();
        watch.close();
        sandbox.close();
    }

    /** In one step, as everybody should. */
    private void replace() throws IOException {
        published++;
        write(new Counters(Map.of(FLAG, published)).json());
    }

    private void write(String text) throws IOException {
        Path next = sandbox.path("flags.json.next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void readsGoOnAndTheLastFileArrivesWhateverHappensMeanwhile() throws Exception {
        watch.run(program.name(), PACE, program::take);
        watch.run(pages.name(), PACE, pages::take);
        arrives();
        List<Trouble> order = new ArrayList<>(Arrays.asList(Trouble.values()));
        Collections.shuffle(order, new Random(seed));
        for (Trouble trouble : order) {
            begin(trouble);
            readOn();
            program.restart();
            readOn();
            if (trouble != Trouble.DAMAGED && trouble != Trouble.GONE) {
                replace();
                readOn();
            }
            end(trouble);
            replace();
            arrives();
        }
        NavigableMap<Long, Long> seen = sightings.values(FLAG);
        assertEquals(seen.values().stream().sorted().toList(), List.copyOf(seen.values()), "later versions have later values");
        assertTrue(seen.values().stream().allMatch(value -> value >= 1 && value <= published), seen::toString);
    }

    private void begin(Trouble trouble) throws IOException {
        switch (trouble) {
            case KILLED -> server.close();
            case FROZEN -> Trees.tool("kill", "-STOP", String.valueOf(server.pid()));
            case PARTED -> link.swallow();
            case DAMAGED -> write(new Counters(Map.of(FLAG, -7L)).json().replace("ENABLED", "OFF"));
            case GONE -> Files.delete(file);
        }
    }

    private void end(Trouble trouble) {
        switch (trouble) {
            case KILLED -> server = FileService.start(sandbox, file, server.port());
            case FROZEN -> Trees.tool("kill", "-CONT", String.valueOf(server.pid()));
            case PARTED -> link.heal();
            case DAMAGED, GONE -> {
                // The next file mends it.
            }
        }
    }

    private void readOn() throws InterruptedException {
        long wanted = program.reads() + READS_MEANWHILE;
        require("reads go on", () -> program.reads() >= wanted);
    }

    private void arrives() throws InterruptedException {
        require("value " + published + " arrives", () -> {
            Map.Entry<Long, Long> last = sightings.values(FLAG).lastEntry();
            return last != null
                    && last.getValue() == published
                    && program.sequence() == last.getKey()
                    && pages.sequence() == last.getKey();
        });
    }

    private void require(String what, BooleanSupplier wanted) throws InterruptedException {
        boolean isSo = watch.await(wanted, TO_HEAL);
        assertEquals(List.of(), watch.wrongs(), Seeds.replay(seed));
        assertTrue(isSo, () -> "it does not come to this: " + what + "; " + Seeds.replay(seed));
    }
}
