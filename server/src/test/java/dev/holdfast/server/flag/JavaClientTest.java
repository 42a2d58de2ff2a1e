package dev.holdfast.server.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.flags.Flags;
import dev.holdfast.flags.FlagsEvent;
import dev.holdfast.flags.FlagsOptions;
import dev.holdfast.flags.FlagsState;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our client for Java and the server of a file, as they are. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JavaClientTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String TOKEN = "a-token-for-the-rules-of-this-test";

    @TempDir
    private Path directory;

    private final BlockingQueue<FlagsEvent> events = new LinkedBlockingQueue<>();
    private StructuredLog log;
    private FlagServer server;

    @BeforeEach
    void start() throws IOException {
        log = StructuredLog.to(OutputStream.nullOutputStream(), Clock.system(), ServerThreads.platform("log"));
        write(Rules.json("on"));
        server = serve(0);
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    private FlagServer serve(int port) {
        FlagServer.Options options =
                new FlagServer.Options("127.0.0.1", port, directory.resolve("flags.json"), Set.of(), new RulesAccess(Optional.of(TOKEN)));
        return FlagServer.start(options, log, Clock.system(), Entropy.system());
    }

    private void write(String document) throws IOException {
        Path next = Files.write(directory.resolve("next.json"), document.getBytes(StandardCharsets.UTF_8));
        Files.move(next, directory.resolve("flags.json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Flags open(String token) throws InterruptedException {
        URI address = server.address();
        Flags flags = Flags.open(FlagsOptions.of(address).withToken(token), events::add);
        assertTrue(flags.await(LONG));
        return flags;
    }

    /** The next event like this one, after all that came before it. */
    private FlagsEvent await(Predicate<FlagsEvent> wanted) throws InterruptedException {
        while (true) {
            FlagsEvent event = events.poll(LONG.toSeconds(), TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("it did not happen");
            }
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    private FlagsEvent.Changed change() throws InterruptedException {
        return (FlagsEvent.Changed) await(FlagsEvent.Changed.class::isInstance);
    }

    @Test
    void aChangeOfTheFileArrivesByTheStream() throws Exception {
        try (Flags flags = open(TOKEN)) {
            assertEquals(FlagsState.READY, flags.state());
            assertTrue(flags.truth("pay", false, EvaluationContext.EMPTY));
            change();
            write(Rules.json("off"));
            assertEquals(List.of("pay"), change().flags());
            assertFalse(flags.truth("pay", true, EvaluationContext.EMPTY));
        }
    }

    @Test
    void aRestartInWhichTheFileChangedLosesNothing() throws Exception {
        try (Flags flags = open(TOKEN)) {
            change();
            int port = server.address().getPort();
            server.close();
            await(event -> event instanceof FlagsEvent.Became became && became.state() == FlagsState.STALE);
            assertTrue(flags.truth("pay", false, EvaluationContext.EMPTY));
            write(Rules.json("off"));
            server = serve(port);
            assertEquals(List.of("pay"), change().flags());
            assertEquals(FlagsState.READY, flags.state());
        }
    }

    @Test
    void aWrongTokenIsNamed() throws Exception {
        try (Flags flags = open("another-token-than-the-server-has")) {
            assertEquals(FlagsState.ERROR, flags.state());
            FlagsEvent.Failed failed = (FlagsEvent.Failed) await(FlagsEvent.Failed.class::isInstance);
            assertTrue(failed.reason().contains("token"), failed.reason());
        }
    }
}
