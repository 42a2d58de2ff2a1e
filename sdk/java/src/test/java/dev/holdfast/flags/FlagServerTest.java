package dev.holdfast.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.time.Entropy;
import dev.holdfast.server.flag.FlagServer;
import dev.holdfast.server.flag.RulesAccess;
import dev.holdfast.server.telemetry.StructuredLog;
import dev.holdfast.server.work.ServerThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client and Holdfast's own server of a file, as they are. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FlagServerTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String TOKEN = "a-token-for-the-rules-of-this-test";

    @TempDir
    private Path directory;

    private final Ears ears = new Ears();
    private StructuredLog log;
    private FlagServer server;

    @BeforeEach
    void start() throws IOException {
        log = StructuredLog.to(OutputStream.nullOutputStream(), Clock.system(), ServerThreads.platform("log"));
        write(ShopDocument.pay("on"));
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

    private void write(FlagDocument document) throws IOException {
        Path next = Files.write(directory.resolve("next.json"), CanonicalJson.bytes(document.json()));
        Files.move(next, directory.resolve("flags.json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Flags open(String token) throws InterruptedException {
        URI address = server.address();
        Flags flags = Flags.open(FlagsOptions.of(address).withToken(token).withTiming(Ears.QUICK), ears);
        assertTrue(flags.await(LONG));
        return flags;
    }

    @Test
    void aChangeOfTheFileArrivesByTheStream() throws Exception {
        try (Flags flags = open(TOKEN)) {
            assertEquals(FlagsState.READY, flags.state());
            assertTrue(flags.truth("pay", false, EvaluationContext.EMPTY));
            ears.awaitChange();
            write(ShopDocument.pay("off"));
            assertEquals(List.of("pay"), ears.awaitChange().flags());
            assertFalse(flags.truth("pay", true, EvaluationContext.EMPTY));
        }
    }

    @Test
    void aRestartInWhichTheFileChangedLosesNothing() throws Exception {
        try (Flags flags = open(TOKEN)) {
            ears.awaitChange();
            int port = server.address().getPort();
            server.close();
            ears.await(FlagsState.STALE);
            assertTrue(flags.truth("pay", false, EvaluationContext.EMPTY));
            write(ShopDocument.pay("off"));
            server = serve(port);
            assertEquals(List.of("pay"), ears.awaitChange().flags());
            assertEquals(FlagsState.READY, flags.state());
        }
    }

    @Test
    void aWrongTokenIsNamed() throws Exception {
        try (Flags flags = open("another-token-than-the-server-has")) {
            assertEquals(FlagsState.ERROR, flags.state());
            FlagsEvent.Failed failed = (FlagsEvent.Failed) ears.await(FlagsEvent.Failed.class::isInstance);
            assertTrue(failed.reason().contains("token"), failed.reason());
        }
    }
}
