package dev.holdfast.server.browse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.tenant.TenantName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class UnlockedRepositoriesTest {
    private static final Caller ANN = BrowseServer.signedIn("sign-in of ann");
    private static final Caller BOB = BrowseServer.signedIn("sign-in of bob");

    @TempDir
    Path directory;

    private TestTenant tenant;
    private BrowseServer server;
    private SessionId snapshot;

    @BeforeEach
    void open() {
        tenant = new TestTenant(directory.resolve("acme"), EncryptionMode.CLIENT);
        snapshot = tenant.snapshot("web", new Folder().file("a", "content"));
        server = new BrowseServer(tenant);
    }

    @AfterEach
    void close() {
        server.close();
        tenant.close();
    }

    private void unlock(Caller caller) {
        server.repositories.unlock(caller, BrowseServer.TENANT, TestTenant.PASSPHRASE);
    }

    private String read(Caller caller) {
        return read(new Visitor(caller, BrowseServer.TENANT, Optional.empty()));
    }

    private String read(Visitor visitor) {
        return server.repositories.read(visitor, opened -> opened.snapshot(snapshot).manifest().host());
    }

    private static void refused(ErrorCode code, Executable act) {
        assertEquals(code, assertThrows(HoldfastException.class, act).code());
    }

    @Test
    void whatNobodyUnlockedStaysLocked() {
        refused(ErrorCode.LOCKED, () -> read(ANN));
        refused(ErrorCode.LOCKED, () -> read(BrowseServer.token("127.0.0.1")));
    }

    @Test
    void aKeyServesOneSignInAlone() {
        unlock(ANN);
        assertEquals("web", read(ANN));
        refused(ErrorCode.LOCKED, () -> read(BOB));
        assertEquals(List.of(BrowseServer.TENANT), server.repositories.unlocked("sign-in of ann"));
        assertEquals(List.of(), server.repositories.unlocked("sign-in of bob"));
    }

    @Test
    void aKeyServesOneTenantAlone() {
        TenantName other = new TenantName("other");
        try (TestTenant second = new TestTenant(directory.resolve("other"), EncryptionMode.CLIENT)) {
            server.put(other, second);
            unlock(ANN);
            refused(
                    ErrorCode.LOCKED,
                    () -> server.repositories.read(new Visitor(ANN, other, Optional.empty()), OpenedTenant::snapshots));
        }
    }

    @Test
    void lockingOneSignInLeavesTheOther() {
        unlock(ANN);
        unlock(BOB);
        server.repositories.lock("sign-in of ann", BrowseServer.TENANT);
        refused(ErrorCode.LOCKED, () -> read(ANN));
        assertEquals("web", read(BOB));
        server.repositories.ended("sign-in of bob");
        refused(ErrorCode.LOCKED, () -> read(BOB));
    }

    @Test
    void aKeyIsForgottenWhenNobodyUsesIt() {
        unlock(ANN);
        server.clock.pass(Duration.ofMinutes(29));
        assertEquals("web", read(ANN));
        server.clock.pass(Duration.ofMinutes(29));
        server.repositories.sweep();
        assertEquals("web", read(ANN));
        server.clock.pass(Duration.ofMinutes(30));
        refused(ErrorCode.LOCKED, () -> read(ANN));
    }

    @Test
    void nothingCanBeReadWithWhatIsLeftOfAClearedKey() {
        unlock(ANN);
        OpenedTenant kept = server.repositories.read(new Visitor(ANN, BrowseServer.TENANT, Optional.empty()), opened -> opened);
        server.repositories.ended("sign-in of ann");
        assertThrows(IllegalStateException.class, () -> kept.snapshot(snapshot));
    }

    @Test
    void aUseThatGoesOnIsNotCutOffByTheSignOut() {
        unlock(ANN);
        String host = server.repositories.read(new Visitor(ANN, BrowseServer.TENANT, Optional.empty()), opened -> {
            server.repositories.ended("sign-in of ann");
            return opened.snapshot(snapshot).manifest().host();
        });
        assertEquals("web", host);
        refused(ErrorCode.LOCKED, () -> read(ANN));
    }

    @Test
    void wrongPassphrasesAreSlowedDown() {
        for (int i = 0; i < 5; i++) {
            refused(ErrorCode.WRONG_PASSPHRASE, () -> server.repositories.unlock(ANN, BrowseServer.TENANT, "guess"));
        }
        refused(ErrorCode.OVERLOADED, () -> unlock(ANN));
        // Another sign-in from the same address has to wait as well.
        refused(ErrorCode.OVERLOADED, () -> unlock(BOB));
        server.clock.pass(Duration.ofSeconds(1));
        unlock(ANN);
        assertEquals("web", read(ANN));
    }

    @Test
    void guessingForLongCostsAQuarterOfAnHourEach() {
        for (int i = 0; i < 30; i++) {
            refused(ErrorCode.WRONG_PASSPHRASE, () -> server.repositories.unlock(ANN, BrowseServer.TENANT, "guess"));
            server.clock.pass(Duration.ofMinutes(15));
        }
        refused(ErrorCode.WRONG_PASSPHRASE, () -> server.repositories.unlock(ANN, BrowseServer.TENANT, "guess"));
        server.clock.pass(Duration.ofMinutes(14));
        refused(ErrorCode.OVERLOADED, () -> unlock(ANN));
    }

    @Test
    void aTokenGivesThePassphraseWithEachRequestAndLeavesNothing() {
        Caller token = BrowseServer.token("127.0.0.1");
        assertEquals("web", read(new Visitor(token, BrowseServer.TENANT, Optional.of(TestTenant.PASSPHRASE))));
        refused(ErrorCode.LOCKED, () -> read(token));
        refused(ErrorCode.WRONG_PASSPHRASE, () -> read(new Visitor(token, BrowseServer.TENANT, Optional.of("guess"))));
        refused(ErrorCode.INVALID_ARGUMENT, () -> unlock(token));
    }

    @Test
    void aPassphraseInARequestIsRefusedWhereOthersCanReadIt() {
        for (String address : List.of("127.0.0.1", "::1")) {
            TestCall call = new TestCall("/snapshots", BrowseServer.token(address));
            call.header(Visitor.PASSPHRASE_HEADER, TestTenant.PASSPHRASE);
            assertEquals(1, server.json(call, SnapshotPage.class).snapshots().size());
        }
        for (String address : List.of("192.0.2.7", "", "localhost")) {
            TestCall call = new TestCall("/snapshots", BrowseServer.token(address));
            call.header(Visitor.PASSPHRASE_HEADER, TestTenant.PASSPHRASE);
            refused(ErrorCode.FORBIDDEN, () -> server.call(call));
        }
    }

    @Test
    void aTenantThatWasMadeAnewIsLocked() {
        unlock(ANN);
        try (TestTenant anew = new TestTenant(directory.resolve("anew"), EncryptionMode.CLIENT)) {
            server.put(BrowseServer.TENANT, anew);
            refused(ErrorCode.LOCKED, () -> read(ANN));
        }
    }

    @Test
    void aRepositoryWithoutEncryptionNeedsNoKey() {
        try (TestTenant plain = new TestTenant(directory.resolve("plain"), EncryptionMode.NONE)) {
            server.put(BrowseServer.TENANT, plain);
            SessionId made = plain.snapshot("db", new Folder());
            Visitor visitor = new Visitor(BrowseServer.token("192.0.2.7"), BrowseServer.TENANT, Optional.empty());
            assertEquals(
                    "db", server.repositories.read(visitor, opened -> opened.snapshot(made).manifest().host()));
            server.repositories.close();
            assertTrue(server.repositories.unlocked("").isEmpty());
        }
    }
}
