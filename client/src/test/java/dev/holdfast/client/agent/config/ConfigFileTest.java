package dev.holdfast.client.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.agent.config.AgentConfig.Destination;
import dev.holdfast.client.agent.config.AgentConfig.SecretSource;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.RawPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigFileTest {
    private static final String SERVER = """
            server = "https://backup.example:8443"
            tenant = "home"
            token_file = "token"
            """;
    private static final String SCHEDULE = """
            [[schedule]]
            name = "system"
            when = "daily 02:30"
            paths = ["/etc"]
            """;

    private final Path directory;

    ConfigFileTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private AgentConfig read(String toml) {
        return read(toml, Map.of());
    }

    private AgentConfig read(String toml, Map<String, String> environment) {
        try {
            return ConfigFile.read(Files.writeString(directory.resolve("agent.toml"), toml), environment);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HoldfastException refused(String toml) {
        HoldfastException refused = assertThrows(HoldfastException.class, () -> read(toml));
        assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
        return refused;
    }

    @Test
    void everyKeyMeansSomething() {
        AgentConfig config = read("""
                server = "https://backup.example:8443/"
                tenant = "home"
                token_file = "${CREDENTIALS_DIRECTORY}/token"
                server_fingerprint = "SHA256:%s"
                passphrase_command = "pass show backup"
                host = "ann"
                state_directory = "/srv/agent"
                limit_upload = "10M"
                limit_download = "1G"
                jitter = "10min"

                [retries]
                attempts = 3
                first_wait = "30s"
                longest_wait = "1h"

                [restore]
                policy = "ask"
                directories = ["/srv/restores"]

                [[schedule]]
                name = "system"
                when = "daily 02:30"
                paths = ["/"]
                exclude = ["/tmp"]
                include = ["*.txt"]
                exclude_caches = true
                one_file_system = true
                exclude_larger_than = "2G"
                tags = ["nightly"]
                before = ["sync"]
                after = ["true"]
                jitter = "1h"

                [[schedule]]
                name = "work"
                when = "*/15 8-18 * * 1-5"
                paths = ["/home/ann/work"]
                """.formatted("0123456789abcdef".repeat(4)), Map.of("CREDENTIALS_DIRECTORY", "/run/credentials/x"));
        Destination.Server server = (Destination.Server) config.destination();
        assertEquals("https://backup.example:8443/home", server.address());
        assertEquals(Path.of("/run/credentials/x/token"), server.tokenFile());
        assertTrue(server.fingerprint().isPresent());
        assertEquals(Optional.of(new SecretSource.PassphraseCommand("pass show backup")), config.secret());
        assertEquals(Optional.of(Path.of("/srv/agent")), config.stateDirectory());
        assertEquals(OptionalLong.of(10 << 20), config.bandwidth().upload());
        assertEquals(new RetryRules(3, Duration.ofSeconds(30), Duration.ofHours(1)), config.retries());
        assertEquals(new RestoreRules(RestoreRules.Policy.ASK, List.of(RawPath.of(RawPath.ROOT, "/srv/restores"))), config.restore());
        ScheduleSettings system = config.schedule("system").orElseThrow();
        assertEquals("30 2 * * *", system.when().toString());
        assertEquals(Duration.ofHours(1), system.jitter());
        assertEquals(ScheduleSettings.Boundaries.Mounts.STAY, system.selection().boundaries().mounts());
        assertEquals(OptionalLong.of(2L << 30), system.selection().boundaries().largest());
        assertEquals(Duration.ofMinutes(10), config.schedule("work").orElseThrow().jitter());
    }

    @Test
    void withoutATableOfItsOwnARestoreStaysBelowOneDirectory() {
        AgentConfig config = read(SERVER + SCHEDULE);
        assertTrue(config.restore().holds(RawPath.of(RawPath.ROOT, "/var/lib/holdfast/restores/today")));
        assertTrue(!config.restore().holds(RawPath.of(RawPath.ROOT, "/var/lib/holdfast/restores2")));
        assertTrue(!config.restore().holds(RawPath.of(RawPath.ROOT, "/var/lib/holdfast/restores/../../../../etc")));
    }

    @Test
    void namesOfFilesAreRelativeToTheConfiguration() {
        assertEquals(directory.resolve("token"), ((Destination.Server) read(SERVER).destination()).tokenFile());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            serve = "x"                          | did you mean 'server'
            passphrase = "secret"                | did you mean 'passphrase_file'
            [restore]~polcy = "deny"             | did you mean 'policy'
            [restore]~policy = "maybe"           | "allow", "ask" or "deny"
            [restore]~directories = ["here"]     | not absolute
            limit_upload = "fast"                | is not a size
            jitter = "10m"                       | months
            [retries]~attempts = 0               | attempts
            [retries]~first_wait = "2d"          | shorter
            passphrase_file = 5                  | no text
            """)
    void aSlipIsNamedWithItsPlace(String lines, String hint) {
        HoldfastException refused = refused(SERVER + lines.replace('~', '\n') + "\n");
        assertTrue(String.valueOf(refused.getMessage()).contains(hint), refused::getMessage);
        assertTrue(String.valueOf(refused.getMessage()).contains("agent.toml"), refused::getMessage);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            when = "daily 25:00"                              | is no schedule
            paths = ["etc"]                                   | not absolute
            excludes = ["/tmp"]                               | did you mean 'exclude'
            one_file_system = "yes"                           | neither true nor false
            name = "a/b"                                      | no name of a schedule
            """)
    void aSlipInAScheduleSaysInWhich(String line, String hint) {
        String key = line.substring(0, line.indexOf(' '));
        String toml = SERVER + SCHEDULE + SCHEDULE.replace("system", "second").replaceAll("(?m)^" + key + " = .*\n", "") + line + "\n";
        HoldfastException refused = refused(toml);
        assertTrue(String.valueOf(refused.getMessage()).contains(hint), refused::getMessage);
        assertTrue(String.valueOf(refused.getMessage()).contains("[[schedule]] number 2"), refused::getMessage);
    }

    @Test
    void aServerAndADirectoryExcludeEachOther() {
        refused(SERVER + "repository = \"/mnt\"\n");
        refused("tenant = \"home\"\n");
        refused(SERVER + "passphrase_file = \"a\"\nkey_file = \"b\"\n");
        assertEquals("/mnt", read("repository = \"/mnt\"\n").destination().address());
    }

    @Test
    void twoSchedulesOfOneNameAreRefused() {
        refused(SERVER + SCHEDULE + SCHEDULE);
    }

    @Test
    void whatIsNoTomlIsRefusedWithItsLine() {
        HoldfastException refused = refused("repository = \"/mnt\"\nhost = unquoted\n");
        assertTrue(String.valueOf(refused.getMessage()).contains("line 2"), refused::getMessage);
    }

    @Test
    void credentialsOfTheServiceManagerNeedTheServiceManager() {
        HoldfastException refused = refused(SERVER.replace("\"token\"", "\"${CREDENTIALS_DIRECTORY}/token\""));
        assertTrue(String.valueOf(refused.getMessage()).contains("CREDENTIALS_DIRECTORY"));
    }
}
