package dev.holdfast.verify.network.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.flags.FlagsOptions;
import dev.holdfast.flags.Timing;
import dev.holdfast.flags.wire.Endpoint;
import dev.holdfast.testkit.contract.Seeds;
import dev.holdfast.verify.chaos.Link;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The service is killed, frozen, parted from its readers and publishers, slow and cut off, in any order: reads go on, nothing wrong is read,
 * nothing that was acknowledged is lost, and nothing is published twice. {@code -Dholdfast.flags.rounds=N} goes through all of it N times.
 */
@Timeout(1800)
final class PartitionedReadersTest {
    private static final int ROUNDS = Integer.getInteger("holdfast.flags.rounds", 1);
    private static final long READS_MEANWHILE = 150;
    private static final Duration PACE = Duration.ofMillis(40);
    private static final Duration READ_PACE = Duration.ofMillis(3);
    /** Far more than it takes, for machines that do something else meanwhile. */
    private static final Duration TO_HEAL = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofHours(1);

    private final long seed = Seeds.next();
    private final Watch watch = new Watch();
    private final Sightings sightings = new Sightings(watch);
    private final Service service = new Service();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<ProgramReader> programs = new ArrayList<>();
    private final List<Reader> others = new ArrayList<>();
    private final List<Publisher> publishers = new ArrayList<>();
    private ProgramReader forgotten;
    private int restarts;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        System.out.println("PartitionedReadersTest: " + Seeds.replay(seed));
        String admin = service.adminToken();
        PublishingApi direct = new PublishingApi(client, service.address(), admin);
        Counters zero = new Counters(Map.of("a", 0L, "b", 0L));
        assertEquals(200, direct.publish(zero, direct.document(Optional.empty()).version(), "first", "the-first").statusCode());
        String token = service.readerToken();
        Duration quick = Duration.ofMillis(400);
        programs.add(program("polling", service.readers(), token, timing(quick, quick, NEVER)));
        programs.add(program("listening", service.readers(), token, timing(Duration.ofSeconds(1), Duration.ofSeconds(3), NEVER)));
        forgotten = program("forgotten", service.forgotten(), token, timing(Duration.ofSeconds(1), NEVER, Duration.ofSeconds(18)));
        programs.add(forgotten);
        others.add(new OfrepReader(client, service.readers().address(), token, "a", watch, sightings));
        others.add(new NoticeReader(client, service.listeners().address(), token, watch, sightings));
        PublishingApi api = new PublishingApi(client, service.publishers().address(), admin);
        publishers.add(new Publisher("a", Publisher.Way.DOCUMENT, api, watch));
        publishers.add(new Publisher("b", Publisher.Way.EDIT, api, watch));
    }

    private ProgramReader program(String name, Link link, String token, Timing timing) {
        FlagsOptions options = FlagsOptions.of(Endpoint.at(URI.create(link.address())).withToken(token))
                .withLastKnown(service.sandbox().path(name + ".copy"))
                .withTiming(timing);
        return new ProgramReader("the program that is " + name, options, List.of("a", "b"), watch, sightings);
    }

    private static Timing timing(Duration poll, Duration pollWhileListening, Duration silence) {
        return new Timing(
                poll, pollWhileListening, Duration.ofSeconds(2), silence, Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofMillis(20));
    }

    @AfterEach
    void close() throws InterruptedException {
        programs.forEach(ProgramReader::close);
        service.close();
        client.shutdownNow();
        watch.close();
    }

    @Test
    void readsGoOnAndNothingIsLostWhateverHappensToTheService() throws Exception {
        begin();
        // Its stream is dead from here on, and nobody says so; new connections pass.
        service.forgotten().swallow();
        service.forgotten().heal();
        for (int round = 0; round < ROUNDS; round++) {
            List<Disturbance> order = new ArrayList<>(Arrays.asList(Disturbance.values()));
            Collections.shuffle(order, new Random(seed + round));
            for (Disturbance disturbance : order) {
                endure(disturbance);
            }
        }
        long wanted = latest();
        require(forgotten.name() + " has version " + wanted, () -> forgotten.sequence() >= wanted);
        requireHistory(new PublishingApi(client, service.address(), service.adminToken()));
    }

    private void begin() throws InterruptedException {
        programs.forEach(program -> watch.run(program.name(), READ_PACE, program::take));
        others.forEach(reader -> watch.run(reader.name(), PACE, reader::take));
        require("everybody knows the first version", () -> readers().allMatch(reader -> reader.sequence() >= 1));
        publishers.forEach(publisher -> watch.run(publisher.flag(), PACE, publisher::take));
        require("publishers publish", () -> publishers.stream().allMatch(publisher -> publisher.acknowledged().size() > 2));
    }

    private Stream<Reader> readers() {
        return Stream.concat(programs.stream(), others.stream());
    }

    private void endure(Disturbance disturbance) throws InterruptedException {
        long beganNanos = System.nanoTime();
        service.begin(disturbance);
        readOn(disturbance);
        // It begins with its copy, whether or not the service can be asked.
        programs.get(restarts++ % 2).restart();
        readOn(disturbance);
        service.end(disturbance);
        heal(disturbance);
        System.out.println("PartitionedReadersTest: " + disturbance + " endured in " + (System.nanoTime() - beganNanos) / 1_000_000 + " ms, at version " + latest());
    }

    private void readOn(Disturbance disturbance) throws InterruptedException {
        List<Long> before = programs.stream().map(ProgramReader::reads).toList();
        require("reads go on while " + disturbance, () -> {
            for (int i = 0; i < before.size(); i++) {
                if (programs.get(i).reads() < before.get(i) + READS_MEANWHILE) {
                    return false;
                }
            }
            return true;
        });
    }

    private void heal(Disturbance disturbance) throws InterruptedException {
        List<Integer> before = publishers.stream().map(publisher -> publisher.acknowledged().size()).toList();
        require("publishing goes on after " + disturbance, () -> {
            for (int i = 0; i < before.size(); i++) {
                if (publishers.get(i).acknowledged().size() <= before.get(i)) {
                    return false;
                }
            }
            return true;
        });
        long wanted = latest();
        require("everybody has version " + wanted + " after " + disturbance, () ->
                readers().filter(reader -> reader != forgotten).allMatch(reader -> reader.sequence() >= wanted));
    }

    private long latest() {
        return publishers.stream().mapToLong(Publisher::sequence).max().orElseThrow();
    }

    private void require(String what, BooleanSupplier wanted) throws InterruptedException {
        boolean isSo = watch.await(wanted, TO_HEAL);
        assertEquals(List.of(), watch.wrongs(), Seeds.replay(seed));
        assertTrue(isSo, () -> "it does not come to this: " + what + "; " + Seeds.replay(seed) + "; versions: "
                + readers().map(reader -> reader.name() + " " + reader.sequence()).toList() + ", latest " + latest());
    }

    /** Every acknowledged number was published, in order, once; and what readers saw is what was published. */
    private void requireHistory(PublishingApi api) throws IOException, InterruptedException {
        // Publishers go on meanwhile.
        Map<String, Set<Long>> acknowledged =
                publishers.stream().collect(Collectors.toMap(Publisher::flag, publisher -> Set.copyOf(publisher.acknowledged())));
        List<PublishingApi.Entry> history = api.history();
        for (Publisher publisher : publishers) {
            List<Long> numbers = history.stream()
                    .map(PublishingApi.Entry::reason)
                    .filter(reason -> reason.startsWith(publisher.flag() + " "))
                    .map(reason -> Long.parseLong(reason.substring(publisher.flag().length() + 1)))
                    .toList();
            assertEquals(numbers.stream().distinct().sorted().toList(), numbers, () -> publisher.flag() + " in order and once; " + Seeds.replay(seed));
            assertTrue(numbers.containsAll(acknowledged.get(publisher.flag())), () -> publisher.flag() + " lost something; " + Seeds.replay(seed));
            assertTrue(numbers.getLast() <= publisher.attempted(), Seeds.replay(seed));
        }
        assertEquals(history.size(), history.getLast().sequence(), "versions have no gaps");
        Counters before = new Counters(Map.of());
        for (PublishingApi.Entry entry : history) {
            PublishingApi.Document document = api.document(Optional.of(entry.sequence()));
            requireSeen(document);
            for (Publisher publisher : publishers) {
                assertTrue(document.counters().value(publisher.flag()) >= before.value(publisher.flag()), () -> "version " + entry.sequence() + " lost a change");
            }
            before = document.counters();
        }
        System.out.println("PartitionedReadersTest: " + history.size() + " versions, " + sightings.digests().size() + " of them seen, "
                + programs.stream().mapToLong(ProgramReader::reads).sum() + " turns of reading");
    }

    private void requireSeen(PublishingApi.Document document) {
        long sequence = document.version().sequence();
        String seen = sightings.digests().getOrDefault(sequence, document.version().digest());
        assertEquals(document.version().digest(), seen, () -> "version " + sequence + "; " + Seeds.replay(seed));
        for (Publisher publisher : publishers) {
            long value = document.counters().value(publisher.flag());
            assertEquals(value, sightings.values(publisher.flag()).getOrDefault(sequence, value), () -> publisher.flag() + " at version " + sequence);
        }
    }
}
