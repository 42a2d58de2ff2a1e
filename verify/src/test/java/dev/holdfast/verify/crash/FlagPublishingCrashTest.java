package dev.holdfast.verify.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.testkit.contract.Seeds;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server, killed while several people publish flags. What was acknowledged is served after the start, and the versions have no gaps. */
@Timeout(300)
final class FlagPublishingCrashTest {
    private static final String ENVIRONMENT = "/api/v1/flags/projects/default/environments/production";
    private static final int KILLS = 3;
    private static final int PUBLISHERS = 4;

    private final long seed = Seeds.next();
    private final RandomGenerator random = Seeds.generator(seed);
    private final Sandbox sandbox = Sandbox.create();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();

    @AfterEach
    void remove() {
        threads.shutdownNow();
        client.close();
        sandbox.close();
    }

    @Test
    void noPublicationThatWasAcknowledgedIsLostWhenTheServerIsKilled() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            publishAndKill(kill, 5 + random.nextInt(60));
            try (ServerProcess server = ServerProcess.start(sandbox)) {
                requireAll(server.address());
            }
        }
        System.out.println("FlagPublishingCrashTest: " + acknowledged.size() + " publications acknowledged, " + KILLS + " kills");
    }

    private void publishAndKill(int kill, int publications) throws Exception {
        ServerProcess server = ServerProcess.start(sandbox);
        CountDownLatch enough = new CountDownLatch(publications);
        List<Future<?>> publishers = IntStream.range(0, PUBLISHERS)
                .<Future<?>>mapToObj(publisher -> threads.submit(() -> publish(server.address(), "f" + kill + "-" + publisher + "-", enough)))
                .toList();
        enough.await();
        server.kill();
        for (Future<?> one : publishers) {
            one.get();
        }
    }

    /** Adds one flag after the other until the server is gone. */
    private void publish(String address, String prefix, CountDownLatch enough) {
        for (int i = 0; ; i++) {
            String flag = prefix + i;
            String body = "{\"edits\": [{\"kind\": \"put\", \"flag\": \"" + flag
                    + "\", \"definition\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true}, \"defaultVariant\": \"on\"}}], \"reason\": \"test\"}";
            try {
                HttpResponse<String> answer = client.send(
                        request(address, "/changes").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    acknowledged.add(flag);
                    enough.countDown();
                }
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private HttpRequest.Builder request(String address, String path) {
        return HttpRequest.newBuilder(URI.create(address + ENVIRONMENT + path))
                .header("Authorization", "Bearer " + ServerProcess.adminToken(sandbox));
    }

    private void requireAll(String address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request(address, "/document").build(), BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode(), Seeds.replay(seed));
        Set<String> served = JsonObject.parse(answer.body()).object("flags").fields().keySet();
        Set<String> lost = acknowledged.stream().filter(flag -> !served.contains(flag)).collect(Collectors.toSet());
        assertEquals(Set.of(), lost, Seeds.replay(seed));
        // At most one of each publisher was published without its author hearing of it.
        assertTrue(served.size() <= acknowledged.size() + PUBLISHERS * KILLS, Seeds.replay(seed));
        long sequence = Long.parseLong(answer.headers().firstValue("X-Flags-Version").orElseThrow().split("-")[0]);
        assertEquals(served.size(), sequence, Seeds.replay(seed));
    }
}
