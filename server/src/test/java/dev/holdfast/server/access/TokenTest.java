package dev.holdfast.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.server.api.Authenticator.Credentials;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.fixture.HandClock;
import dev.holdfast.server.fixture.LooseCall;
import dev.holdfast.server.fixture.Routing;
import dev.holdfast.server.tenant.TenantName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenTest {
    private static final String TOKENS = "/tenants/{tenant}/tokens";

    @TempDir
    Path directory;

    private final HandClock clock = new HandClock();
    private AccessFixture access;

    @BeforeEach
    void open() {
        access = new AccessFixture(directory, clock);
    }

    @AfterEach
    void close() {
        access.close();
    }

    private void restart() {
        access.close();
        access = new AccessFixture(directory, clock);
    }

    private NewToken token(Role role, Optional<Duration> lifetime) {
        return access.tokens.create(
                new Token.Owner("ann", role, Optional.of(new TenantName("t")), Optional.empty()), "test", lifetime);
    }

    private Caller authenticate(String text) {
        return access.control.authenticate(new Credentials(
                Optional.of("Bearer " + text), Optional.empty(), Optional.empty(), Method.POST, "192.0.2.7"));
    }

    private void assertRefused(String text) {
        assertEquals(ErrorCode.UNAUTHORIZED, Routing.failure(() -> authenticate(text)));
    }

    @Test
    void aTokenOpensWhatItWasMadeForAlsoAfterARestart() {
        NewToken made = token(Role.READER, Optional.empty());
        restart();

        Caller caller = authenticate(made.text());

        assertEquals(Role.READER, caller.role());
        assertEquals(Optional.of(new TenantName("t")), caller.tenant());
        assertEquals(made.token().id(), caller.id());
        assertEquals("192.0.2.7", caller.address());
    }

    @Test
    void anythingButTheExactTokenIsRefused() {
        String text = token(Role.READER, Optional.empty()).text();

        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == '0' ? '1' : '0';
            assertRefused(text.substring(0, i) + other + text.substring(i + 1));
        }
        assertRefused("");
        assertRefused(text + "0");
        assertRefused(text.substring(1));
    }

    @Test
    void theSecretIsNowhereInTheDatabase() throws IOException {
        String text = token(Role.READER, Optional.empty()).text();
        String secret = text.substring(text.lastIndexOf('_') + 1);
        access.close();

        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret), file.toString());
            }
        }
        access = new AccessFixture(directory, clock);
    }

    @Test
    void anExpiredTokenOpensNothing() {
        NewToken made = token(Role.READER, Optional.of(Duration.ofDays(1)));
        clock.pass(Duration.ofHours(23));
        authenticate(made.text());
        clock.pass(Duration.ofHours(1));

        assertRefused(made.text());
    }

    @Test
    void aRevokedTokenOpensNothingAtOnceAndAfterARestart() {
        NewToken made = token(Role.READER, Optional.empty());
        LooseCall call = LooseCall.by("root", Role.ADMIN).path("token", made.token().id());

        access.routes.call(Method.DELETE, TOKENS + "/{token}", call);

        assertRefused(made.text());
        restart();
        assertRefused(made.text());
    }

    @Test
    void useIsNotedAtMostOnceAMinute() {
        NewToken made = token(Role.READER, Optional.empty());
        authenticate(made.text());
        var first = access.tokens.find(made.token().id()).orElseThrow().lastUsed();
        clock.pass(Duration.ofSeconds(59));
        authenticate(made.text());
        assertEquals(first, access.tokens.find(made.token().id()).orElseThrow().lastUsed());
        clock.pass(Duration.ofSeconds(1));
        authenticate(made.text());

        assertNotEquals(first, access.tokens.find(made.token().id()).orElseThrow().lastUsed());
    }

    @Test
    void aTokenOfAnAgentIsBoundToIt() {
        LooseCall call = LooseCall.by("root", Role.ADMIN)
                .body(new TokenRoutes.TokenRequest("laptop", "agent", OptionalInt.empty()));

        TokenRoutes.NewTokenView made = access.routes.json(TokenRoutes.NewTokenView.class, Method.POST, TOKENS, call);

        assertEquals(Optional.of("agent-laptop"), authenticate(made.token()).agent());
    }

    @Test
    void theWholeServerHasNoAgents() {
        Caller root = new Caller(
                Caller.Kind.TOKEN, "r", "r", Role.ADMIN, Optional.empty(), Optional.empty(), Optional.empty(), "192.0.2.1");
        LooseCall call = new LooseCall(root).body(new TokenRoutes.TokenRequest("laptop", "agent", OptionalInt.empty()));

        assertEquals(
                ErrorCode.INVALID_ARGUMENT, Routing.failure(() -> access.routes.call(Method.POST, "/tokens", call)));
    }

    @Test
    void tokensOfOtherTenantsAndOfTheServerCanNeitherBeSeenNorRevoked() {
        NewToken foreign = access.tokens.create(
                new Token.Owner("eve", Role.ADMIN, Optional.of(new TenantName("u")), Optional.empty()), "test", Optional.empty());
        NewToken wide = access.tokens.create(
                new Token.Owner("root", Role.ADMIN, Optional.empty(), Optional.empty()), "test", Optional.empty());
        LooseCall list = LooseCall.by("boss", Role.ADMIN);

        assertEquals(
                List.of(),
                access.routes.json(TokenRoutes.TokenList.class, Method.GET, TOKENS, list).tokens());
        for (NewToken other : List.of(foreign, wide)) {
            LooseCall revoke = LooseCall.by("boss", Role.ADMIN).path("token", other.token().id());
            assertEquals(
                    ErrorCode.NOT_FOUND, Routing.failure(() -> access.routes.call(Method.DELETE, TOKENS + "/{token}", revoke)));
            authenticate(other.text());
        }
    }

    @Test
    void theFirstStartWritesAnAdminTokenThatOnlyItsOwnerMayRead() throws IOException {
        Path file = directory.resolve("admin-token");

        assertEquals(AdminTokenFile.Outcome.WRITTEN, new AdminTokenFile(access.tokens, file).prepare());

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Caller caller = authenticate(Files.readString(file).strip());
        assertEquals(Role.ADMIN, caller.role());
        assertTrue(caller.isServerWide());
        restart();
        assertEquals(AdminTokenFile.Outcome.STILL_GOOD, new AdminTokenFile(access.tokens, file).prepare());
        Files.delete(file);
        assertEquals(AdminTokenFile.Outcome.NOT_NEEDED, new AdminTokenFile(access.tokens, file).prepare());
        assertFalse(Files.exists(file));
    }

    @Test
    void aTokenThatNeverGotIntoItsFileIsReplaced() throws IOException {
        Path file = directory.resolve("admin-token");
        new AdminTokenFile(access.tokens, file).prepare();
        String lost = Files.readString(file).strip();
        Files.delete(file);

        assertEquals(AdminTokenFile.Outcome.WRITTEN, new AdminTokenFile(access.tokens, file).prepare());

        assertRefused(lost);
        authenticate(Files.readString(file).strip());
    }

    @Test
    void aFileWithOtherContentIsLeftAlone() throws IOException {
        Path file = directory.resolve("precious");
        Files.writeString(file, "not a token");

        HoldfastException refusal =
                assertThrows(HoldfastException.class, () -> new AdminTokenFile(access.tokens, file).prepare());

        assertEquals(ErrorCode.CONFLICT, refusal.code());
        assertEquals("not a token", Files.readString(file));
        assertEquals(List.of(), access.tokens.list(Optional.empty()));
    }
}
