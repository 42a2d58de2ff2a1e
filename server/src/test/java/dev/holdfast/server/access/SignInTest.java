package dev.holdfast.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.server.api.Authenticator.Credentials;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.audit.AuditQuery;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.LooseCall;
import dev.holdfast.server.fixture.Routing;
import dev.holdfast.server.tenant.TenantName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignInTest {
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private AccessFixture access;

    @BeforeEach
    void open() {
        access = new AccessFixture(directory, clock);
        access.users.create("ann", Role.OPERATOR, Optional.of(new TenantName("t")), PASSWORD);
    }

    @AfterEach
    void close() {
        access.close();
    }

    private record Signed(String cookie, SessionRoutes.SessionView view) {}

    private Signed signIn(SessionRoutes.SignInRequest request, String address) {
        Reply.Json reply = (Reply.Json)
                access.routes.call(Method.POST, "/session", new LooseCall(Caller.anonymous(address)).body(request));
        String header = Objects.requireNonNull(reply.headers().get("Set-Cookie"));
        assertTrue(header.endsWith("; HttpOnly; SameSite=Strict; Secure"), header);
        String cookie = header.substring(header.indexOf('=') + 1, header.indexOf(';'));
        return new Signed(cookie, (SessionRoutes.SessionView) reply.body());
    }

    private Signed signIn(String password, String address) {
        return signIn(byPassword("ann", password), address);
    }

    private static SessionRoutes.SignInRequest byPassword(String user, String password) {
        return new SessionRoutes.SignInRequest(Optional.of(user), Optional.of(password), Optional.empty(), Optional.empty());
    }

    private static SessionRoutes.SignInRequest byOneTime(String text) {
        return new SessionRoutes.SignInRequest(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(text));
    }

    private Caller authenticate(String cookie, Method method, Optional<String> csrfToken) {
        return access.control.authenticate(
                new Credentials(Optional.empty(), Optional.of(cookie), csrfToken, method, "192.0.2.9"));
    }

    private void assertRefused(String cookie) {
        assertEquals(
                ErrorCode.UNAUTHORIZED, Routing.failure(() -> authenticate(cookie, Method.GET, Optional.empty())));
    }

    @Test
    void whoHasThePasswordIsKnownByTheCookieAlsoAfterARestart() {
        Signed signed = signIn(PASSWORD, "192.0.2.9");
        access.close();
        access = new AccessFixture(directory, clock);

        Caller caller = authenticate(signed.cookie(), Method.GET, Optional.empty());

        assertEquals("ann", caller.name());
        assertEquals(Role.OPERATOR, caller.role());
        assertEquals(List.of("t"), signed.view().tenants());
        assertEquals(List.of("t"), signed.view().unlocked());
    }

    @Test
    void aChangingCallNeedsTheTokenOfItsOwnSignIn() {
        Signed one = signIn(PASSWORD, "192.0.2.9");
        Signed other = signIn(PASSWORD, "192.0.2.9");
        String cookie = one.cookie();

        for (Method method : List.of(Method.POST, Method.PUT, Method.PATCH, Method.DELETE)) {
            authenticate(cookie, method, one.view().csrfToken());
            assertEquals(ErrorCode.UNAUTHORIZED, Routing.failure(() -> authenticate(cookie, method, Optional.empty())));
            assertEquals(
                    ErrorCode.UNAUTHORIZED,
                    Routing.failure(() -> authenticate(cookie, method, other.view().csrfToken())));
        }
    }

    @Test
    void aSignInEndsWhenIdleAndAfterAWeekAndObserversHear() {
        Signed idle = signIn(PASSWORD, "192.0.2.9");
        clock.pass(SignInStore.IDLE);
        assertRefused(idle.cookie());
        assertEquals(1, access.ended.size());

        Signed busy = signIn(PASSWORD, "192.0.2.9");
        for (int hour = 0; hour < 7 * 24 - 1; hour++) {
            clock.pass(Duration.ofHours(1));
            authenticate(busy.cookie(), Method.GET, Optional.empty());
        }
        clock.pass(Duration.ofHours(1));
        assertRefused(busy.cookie());
    }

    @Test
    void anotherPasswordEndsAllOtherSignIns() {
        Signed here = signIn(PASSWORD, "192.0.2.9");
        Signed elsewhere = signIn(PASSWORD, "192.0.2.10");
        Caller caller = authenticate(here.cookie(), Method.GET, Optional.empty());

        access.routes.call(
                Method.PUT,
                "/session/password",
                new LooseCall(caller).body(new SessionRoutes.PasswordChange(PASSWORD, "battery staple")));

        authenticate(here.cookie(), Method.GET, Optional.empty());
        assertRefused(elsewhere.cookie());
        assertEquals(ErrorCode.UNAUTHORIZED, Routing.failure(() -> signIn(PASSWORD, "192.0.2.9")));
        signIn("battery staple", "192.0.2.9");
    }

    @Test
    void signingOutEverywhereElseLeavesOnesOwnSignInAndThoseOfOthers() {
        access.users.create("bob", Role.OPERATOR, Optional.of(new TenantName("t")), PASSWORD);
        Signed here = signIn(PASSWORD, "192.0.2.9");
        Signed elsewhere = signIn(PASSWORD, "192.0.2.10");
        Signed bobs = signIn(byPassword("bob", PASSWORD), "192.0.2.11");
        Caller caller = authenticate(here.cookie(), Method.GET, Optional.empty());

        access.routes.call(Method.DELETE, "/session/others", new LooseCall(caller));

        authenticate(here.cookie(), Method.GET, Optional.empty());
        authenticate(bobs.cookie(), Method.GET, Optional.empty());
        assertRefused(elsewhere.cookie());
    }

    @Test
    void aTokenHasNoSignInsToEnd() {
        LooseCall call = LooseCall.by("script", Role.ADMIN);
        assertEquals(
                ErrorCode.INVALID_ARGUMENT, Routing.failure(() -> access.routes.call(Method.DELETE, "/session/others", call)));
    }

    @Test
    void aDisabledUserIsOutAtOnce() {
        Signed signed = signIn(PASSWORD, "192.0.2.9");
        LooseCall call = LooseCall.by("root", Role.ADMIN)
                .path("user", "ann")
                .body(new UserRoutes.UserChange(Optional.empty(), Optional.empty(), Optional.of(true)));

        access.routes.call(Method.PATCH, "/tenants/{tenant}/users/{user}", call);

        assertRefused(signed.cookie());
        assertEquals(ErrorCode.UNAUTHORIZED, Routing.failure(() -> signIn(PASSWORD, "192.0.2.9")));
    }

    @Test
    void aSignInByTokenEndsWithTheToken() {
        NewToken token = access.tokens.create(
                new Token.Owner("bob", Role.READER, Optional.empty(), Optional.empty()), "test", Optional.empty());
        Signed signed = signIn(
                new SessionRoutes.SignInRequest(
                        Optional.empty(), Optional.empty(), Optional.of(token.text()), Optional.empty()),
                "192.0.2.9");
        authenticate(signed.cookie(), Method.GET, Optional.empty());

        access.tokens.revoke(token.token());

        assertRefused(signed.cookie());
    }

    @Test
    void aTokenOfAnAgentSignsNobodyIn() {
        NewToken token = access.tokens.create(
                new Token.Owner("pc", Role.AGENT, Optional.of(new TenantName("t")), Optional.of("a")), "test", Optional.empty());
        SessionRoutes.SignInRequest request = new SessionRoutes.SignInRequest(
                Optional.empty(), Optional.empty(), Optional.of(token.text()), Optional.empty());

        assertEquals(ErrorCode.FORBIDDEN, Routing.failure(() -> signIn(request, "192.0.2.9")));
    }

    @Test
    void aOneTimeTokenWorksOnceAndNotForLong() {
        SignIn.ByOneTime subject = new SignIn.ByOneTime(Role.ADMIN, Optional.of(new TenantName("t")));
        String text = access.oneTime.issue(subject);
        Signed signed = signIn(byOneTime(text), "127.0.0.1");
        assertEquals("one_time", signed.view().kind());
        assertEquals(ErrorCode.UNAUTHORIZED, Routing.failure(() -> signIn(byOneTime(text), "127.0.0.1")));

        String late = access.oneTime.issue(subject);
        clock.pass(Duration.ofMinutes(10));
        assertEquals(ErrorCode.UNAUTHORIZED, Routing.failure(() -> signIn(byOneTime(late), "127.0.0.1")));
    }

    @Test
    void guessesFromOneNetworkAreSlowedDownWhateverAccountTheyAimAt() {
        for (int i = 0; i < 5; i++) {
            SessionRoutes.SignInRequest guess = byPassword("user" + i, "guess guess");
            String address = "2001:db8:0:1::" + i;
            assertEquals(ErrorCode.UNAUTHORIZED, Routing.failure(() -> signIn(guess, address)));
        }

        SessionRoutes.SignInRequest right = byPassword("ann", PASSWORD);
        assertEquals(ErrorCode.OVERLOADED, Routing.failure(() -> signIn(right, "2001:db8:0:1::9")));
        signIn(right, "2001:db8:0:2::9");
        clock.pass(Duration.ofSeconds(1));
        signIn(right, "2001:db8:0:1::9");
    }

    @Test
    void guessesAtOneAccountAreSlowedDownWhereverTheyComeFrom() {
        for (int i = 0; i < 5; i++) {
            String address = "192.0.2." + i;
            assertEquals(ErrorCode.UNAUTHORIZED, Routing.failure(() -> signIn("wrong wrong", address)));
        }

        assertEquals(ErrorCode.OVERLOADED, Routing.failure(() -> signIn(PASSWORD, "198.51.100.1")));
    }

    @Test
    void theWaitDoublesUpToItsLimit() {
        long limit = Duration.ofSeconds(30).toNanos();
        assertEquals(0, SignInThrottle.waitNanos(4, limit));
        long before = SignInThrottle.waitNanos(5, limit);
        assertEquals(Duration.ofSeconds(1).toNanos(), before);
        for (int attempts = 6; attempts < 1000; attempts++) {
            long wait = SignInThrottle.waitNanos(attempts, limit);
            assertEquals(Math.min(limit, 2 * before), wait);
            before = wait;
        }
    }

    @Test
    void whatWasTypedAsANameIsNotWrittenDownUnlessItIsOne() {
        SessionRoutes.SignInRequest slip = byPassword("my-secret-password", "ann");
        assertEquals(ErrorCode.UNAUTHORIZED, Routing.failure(() -> signIn(slip, "192.0.2.1")));
        assertEquals(ErrorCode.UNAUTHORIZED, Routing.failure(() -> signIn("wrong wrong", "192.0.2.1")));

        List<String> objects = access.audit
                .newest(AuditQuery.all(Optional.empty()), Long.MAX_VALUE, 10)
                .stream()
                .map(record -> record.object())
                .toList();
        assertEquals(List.of("ann", ""), objects);
    }
}
