package dev.holdfast.flags.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.guard.Guard;
import dev.holdfast.flags.Ears;
import dev.holdfast.flags.Flags;
import dev.holdfast.flags.FlagsOptions;
import dev.holdfast.flags.ShopDocument;
import dev.holdfast.flags.Site;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An operation that is guarded does nothing for whoever decided on it by flags that have changed. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GuardFilterTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AtomicInteger done = new AtomicInteger();
    private Site site;
    private Flags flags;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        site = Site.open(ShopDocument.pay("on"), 10);
        flags = Flags.open(FlagsOptions.of(site.address()).withTiming(Ears.QUICK));
        assertTrue(flags.await(LONG));
    }

    @AfterEach
    void stop() {
        flags.close();
        site.close();
    }

    /** What a container would have sent. */
    private static final class Sent extends ServletOutputStream {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private int status = 200;

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("nobody writes when it is ready");
        }

        @Override
        public void write(int one) {
            body.write(one);
        }

        String body() {
            return body.toString(StandardCharsets.UTF_8);
        }
    }

    private static <T> T of(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static HttpServletRequest request(@Nullable String version) {
        return of(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getHeader" -> Guard.HEADER.equals(arguments[0]) ? version : null;
            default -> throw new AssertionError("before it has decided, the filter looks at nothing else: " + method);
        });
    }

    private static HttpServletResponse response(Sent sent) {
        return of(HttpServletResponse.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "setHeader" -> sent.headers.put((String) arguments[0], (String) arguments[1]);
                case "setStatus" -> sent.status = (Integer) arguments[0];
                case "setContentType" -> sent.headers.put("Content-Type", (String) arguments[0]);
                case "setContentLength" -> sent.headers.put("Content-Length", String.valueOf(arguments[0]));
                case "getOutputStream" -> {
                    return sent;
                }
                default -> throw new AssertionError("unexpected: " + method);
            }
            return null;
        });
    }

    private Sent ask(@Nullable FlagsVersion version, OperationGuard.Unversioned unversioned) throws Exception {
        Sent sent = new Sent();
        GuardFilter filter = new GuardFilter(new OperationGuard(flags, Guard.of(Set.of("pay")), unversioned));
        filter.doFilter(request(version == null ? null : version.toString()), response(sent), (request, response) -> done.incrementAndGet());
        return sent;
    }

    @Test
    void theOutdatedAreRefusedBeforeAnythingIsDone() throws Exception {
        FlagsVersion before = site.rules().version();
        RuleSet now = site.publish(ShopDocument.pay("off"), 11);
        assertTrue(flags.refresh(Optional.empty(), LONG));
        Sent sent = ask(before, OperationGuard.Unversioned.ADMITTED);
        assertEquals(409, sent.status);
        assertEquals("{\"error\":\"flags_outdated\",\"flags\":[\"pay\"],\"flagsVersion\":\"" + now.version() + "\"}", sent.body());
        assertEquals(now.version().toString(), sent.headers.get("X-Flags-Version"));
        assertEquals(0, done.get());
        assertEquals(200, ask(now.version(), OperationGuard.Unversioned.ADMITTED).status);
        assertEquals(1, done.get());
    }

    @Test
    void anotherFlagsChangeHindersNobody() throws Exception {
        FlagsVersion before = site.rules().version();
        site.publish(ShopDocument.read(site.rules().json().replace("Spring sale", "Summer sale")), 11);
        assertTrue(flags.refresh(Optional.empty(), LONG));
        assertEquals(200, ask(before, OperationGuard.Unversioned.ADMITTED).status);
        assertEquals(1, done.get());
    }

    @Test
    void whoKnowsMoreMakesUsLookAndIsNotRefused() throws Exception {
        RuleSet next = site.publish(ShopDocument.pay("off"), 11);
        assertEquals(10, flags.version().orElseThrow().sequence());
        Sent sent = ask(next.version(), OperationGuard.Unversioned.ADMITTED);
        assertEquals(200, sent.status);
        assertEquals(next.version().toString(), sent.headers.get("X-Flags-Version"), "it is known here now");
        assertEquals(1, done.get());
    }

    @Test
    void whoKnowsMoreThanTheServerIsNotRefusedEither() throws Exception {
        FlagsVersion invented = new FlagsVersion(99, "b".repeat(64));
        assertEquals(200, ask(invented, OperationGuard.Unversioned.ADMITTED).status);
        site.kill();
        assertEquals(200, ask(invented, OperationGuard.Unversioned.ADMITTED).status);
        assertEquals(2, done.get());
    }

    @Test
    void theOperationDecidesAboutThoseWhoDoNotSay() throws Exception {
        assertEquals(200, ask(null, OperationGuard.Unversioned.ADMITTED).status);
        assertEquals(409, ask(null, OperationGuard.Unversioned.REFUSED).status);
        assertEquals(1, done.get());
    }
}
