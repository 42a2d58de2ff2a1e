package dev.holdfast.verify.network.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.client.remote.json.JsonObject;
import dev.holdfast.verify.chaos.ChaosProxy;
import dev.holdfast.verify.chaos.Mishap;
import dev.holdfast.verify.chaos.Script;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A publication whose answer is lost is made once, also if somebody else has published meanwhile: asking again takes nothing back. */
@Timeout(300)
final class SwallowedAnswersTest {
    private static final String KEY = "0123456789abcdef";

    private final Sandbox sandbox = Sandbox.create();
    private ServerProcess server = ServerProcess.start(sandbox);
    private final int port = server.port();
    private final ChaosProxy proxy = ChaosProxy.to(port);
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PublishingApi direct = new PublishingApi(client, server.address(), server.adminToken());
    private final PublishingApi lossy = new PublishingApi(client, proxy.address(), server.adminToken());

    @AfterEach
    void close() {
        proxy.close();
        client.shutdownNow();
        server.close();
        sandbox.close();
    }

    @Test
    void aRetryOfALostAnswerDoesNotTakeBackWhatCameAfterIt() throws Exception {
        loseAnswer("POST", ".*/changes", () -> lossy.change("a", 1, KEY));
        publish("a", 2);
        assertEquals(1, sequence(lossy.change("a", 1, KEY)), "the answer that was lost");
        requireHistory("a 1", "a 2");
    }

    @Test
    void norDoesItAfterTheServerWasKilled() throws Exception {
        loseAnswer("POST", ".*/changes", () -> lossy.change("a", 1, KEY));
        publish("a", 2);
        restart();
        assertEquals(1, sequence(lossy.change("a", 1, KEY)), "the answer that was lost");
        requireHistory("a 1", "a 2");
    }

    @Test
    void aDocumentWhoseAnswerIsLostIsPublishedOnce() throws Exception {
        PublishingApi.Document on = direct.document(Optional.empty());
        Counters next = on.counters().with("a", 1);
        loseAnswer("PUT", ".*/document.*", () -> lossy.publish(next, on.version(), "a 1", KEY));
        publish("a", 2);
        assertEquals(1, sequence(lossy.publish(next, on.version(), "a 1", KEY)), "the answer that was lost");
        restart();
        assertEquals(1, sequence(lossy.publish(next, on.version(), "a 1", KEY)), "still known");
        assertEquals(412, direct.publish(next, on.version(), "a 1", "another-key").statusCode(), "another request is too late");
        requireHistory("a 1", "a 2");
    }

    @FunctionalInterface
    private interface Question {
        HttpResponse<byte[]> ask() throws IOException, InterruptedException;
    }

    private void loseAnswer(String method, String path, Question question) throws InterruptedException {
        proxy.play(Script.first(1, method, path, new Mishap.Swallowed()));
        assertThrows(HttpTimeoutException.class, question::ask);
        proxy.awaitSwallowed();
    }

    private void publish(String flag, long value) throws IOException, InterruptedException {
        assertEquals(200, direct.change(flag, value, "key-of-" + flag + value).statusCode());
    }

    private void restart() {
        server.kill();
        server = ServerProcess.startAt(sandbox, port);
    }

    private static long sequence(HttpResponse<byte[]> answer) {
        assertEquals(200, answer.statusCode());
        return JsonObject.parse(answer.body()).number("sequence");
    }

    private void requireHistory(String... reasons) throws IOException, InterruptedException {
        assertEquals(List.of(reasons), direct.history().stream().map(PublishingApi.Entry::reason).toList());
        assertEquals(2, direct.document(Optional.empty()).counters().value("a"));
    }
}
