package dev.holdfast.client.remote.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerAddressTest {
    @Test
    void anAddressNamesServerAndTenant() {
        ServerAddress address = ServerAddress.parse("HTTPS://Backup.example:8443/home/");
        assertEquals("https://backup.example:8443/home", address.toString());
        assertEquals(Optional.of("home"), address.tenant());
        assertEquals("https://backup.example:8443/api/v1/tenants/home/snapshots", address.ofServer(address.inTenant("/snapshots")).toString());
        assertEquals("backup.example:8443", address.server());
        assertEquals("backup.example:443", ServerAddress.parse("https://backup.example/home").server());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://u:p@h/t", "http:///t", "http://h/t?x", "http://h/t#x", "http://h/a/b", "http://h/%2e", "http://h/T", "http://h/-t", "http://h t/"})
    void whatIsNoneIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse(text));
    }

    @Test
    void onlyPlainHttpToAnotherMachineIsInTheClear() {
        assertTrue(ServerAddress.parse("http://backup.example/home").isInTheClear());
        assertFalse(ServerAddress.parse("http://127.0.0.1:80/home").isInTheClear());
        assertFalse(ServerAddress.parse("http://[::1]:80/home").isInTheClear());
        assertFalse(ServerAddress.parse("https://backup.example/home").isInTheClear());
    }
}
