package dev.holdfast.client.agent.config;

import dev.holdfast.client.agent.config.AgentConfig.Bandwidth;
import dev.holdfast.client.agent.config.AgentConfig.Destination;
import dev.holdfast.client.agent.config.AgentConfig.SecretSource;
import dev.holdfast.client.agent.config.RestoreRules.Policy;
import dev.holdfast.client.agent.config.ScheduleSettings.Boundaries;
import dev.holdfast.client.agent.config.ScheduleSettings.Hooks;
import dev.holdfast.client.agent.config.ScheduleSettings.Selection;
import dev.holdfast.client.remote.transport.CertificateFingerprint;
import dev.holdfast.client.remote.transport.ServerAddress;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.schedule.CronExpression;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an agent's configuration from TOML. */
public final class ConfigFile {
    private final Path file;
    private final Map<String, String> environment;

    private ConfigFile(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    /**
     * Reads the file.
     *
     * @param environment in which {@code ${CREDENTIALS_DIRECTORY}} at the start of a file's name is looked up
     * @throws HoldfastException {@code PATH_NOT_FOUND}, {@code ACCESS_DENIED}, or {@code INVALID_ARGUMENT} with the place of the slip
     */
    public static AgentConfig read(Path file, Map<String, String> environment) {
        return new ConfigFile(file, environment).parse(ConfigTable.read(file));
    }

    private AgentConfig parse(ConfigTable top) {
        Duration jitter = top.duration("jitter").orElse(Duration.ZERO);
        List<ScheduleSettings> schedules = new ArrayList<>();
        AgentConfig config = guarded(top, () -> {
            for (ConfigTable table : top.tables("schedule")) {
                schedules.add(guarded(table, () -> schedule(table, jitter)));
                table.refuseOthers();
            }
            return new AgentConfig(
                    destination(top),
                    secret(top),
                    top.text("host"),
                    top.text("state_directory").map(this::path),
                    new Bandwidth(top.size("limit_upload"), top.size("limit_download")),
                    top.table("retries").map(ConfigFile::retries).orElse(RetryRules.DEFAULT),
                    top.table("restore").map(ConfigFile::restore).orElse(RestoreRules.DEFAULT),
                    schedules);
        });
        top.refuseOthers();
        return config;
    }

    private Destination destination(ConfigTable top) {
        Optional<String> server = top.text("server");
        Optional<String> tenant = top.text("tenant");
        Optional<Path> token = top.text("token_file").map(this::path);
        Optional<String> fingerprint = top.text("server_fingerprint");
        Optional<Path> repository = top.text("repository").map(this::path);
        if (repository.isPresent()) {
            if (server.isPresent() || tenant.isPresent() || token.isPresent() || fingerprint.isPresent()) {
                throw top.wrong("'repository' is a directory and goes without a server", "repository");
            }
            return new Destination.Directory(repository.get());
        }
        String base = server.orElseThrow(() -> top.wrong("'server' is missing, or 'repository'", "server"));
        String name = tenant.orElseThrow(() -> top.wrong("'tenant' is missing", "tenant"));
        return new Destination.Server(
                top.named("server", base + (base.endsWith("/") ? "" : "/") + name, ServerAddress::parse),
                token.orElseThrow(() -> top.wrong("'token_file' is missing", "token_file")),
                fingerprint.map(text -> top.named("server_fingerprint", text, CertificateFingerprint::parse)));
    }

    private Optional<SecretSource> secret(ConfigTable top) {
        List<SecretSource> given = new ArrayList<>();
        top.text("passphrase_file").ifPresent(name -> given.add(new SecretSource.PassphraseFile(path(name))));
        top.text("passphrase_command").ifPresent(command -> given.add(new SecretSource.PassphraseCommand(command)));
        top.text("key_file").ifPresent(name -> given.add(new SecretSource.KeyFile(path(name))));
        if (given.size() > 1) {
            throw top.wrong("more than one of 'passphrase_file', 'passphrase_command' and 'key_file' is given");
        }
        return given.stream().findFirst();
    }

    private static RetryRules retries(ConfigTable table) {
        RetryRules usual = RetryRules.DEFAULT;
        RetryRules rules = guarded(table, () -> new RetryRules(
                Math.toIntExact(table.number("attempts").orElse(usual.attempts())),
                table.duration("first_wait").orElse(usual.first()),
                table.duration("longest_wait").orElse(usual.longest())));
        table.refuseOthers();
        return rules;
    }

    private static RestoreRules restore(ConfigTable table) {
        Policy policy = table.text("policy").map(text -> table.named("policy", text, ConfigFile::policy)).orElse(Policy.ALLOW);
        List<RawPath> directories = table.texts("directories").stream()
                .map(text -> table.named("directories", text, ConfigFile::absolute))
                .toList();
        table.refuseOthers();
        return new RestoreRules(policy, directories.isEmpty() ? List.of(RestoreRules.USUAL_DIRECTORY) : directories);
    }

    private static Policy policy(String text) {
        return switch (text) {
            case "allow" -> Policy.ALLOW;
            case "ask" -> Policy.ASK;
            case "deny" -> Policy.DENY;
            default -> throw new IllegalArgumentException("it is \"allow\", \"ask\" or \"deny\", not '" + text + "'");
        };
    }

    private static RawPath absolute(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("'" + text + "' is not absolute");
        }
        return RawPath.of(RawPath.ROOT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static ScheduleSettings schedule(ConfigTable table, Duration usualJitter) {
        return new ScheduleSettings(
                table.required("name"),
                table.named("when", table.required("when"), CronExpression::parse),
                table.duration("jitter").orElse(usualJitter),
                new Selection(table.texts("paths"), table.texts("exclude"), table.texts("include"), boundaries(table)),
                table.texts("tags"),
                new Hooks(table.texts("before"), table.texts("after")));
    }

    private static Boundaries boundaries(ConfigTable table) {
        return new Boundaries(
                table.choice("one_file_system", Boundaries.Mounts.STAY, Boundaries.Mounts.ENTER),
                table.choice("exclude_caches", Boundaries.Caches.LEAVE_OUT, Boundaries.Caches.TAKE),
                table.size("exclude_larger_than"));
    }

    /** A file's name: relative to the configuration file, and with what the service manager says about credentials put in. */
    private Path path(String name) {
        String variable = "${CREDENTIALS_DIRECTORY}";
        if (!name.startsWith(variable)) {
            Path base = file.toAbsolutePath().getParent();
            return base == null ? Path.of(name) : base.resolve(name).normalize();
        }
        String directory = environment.getOrDefault("CREDENTIALS_DIRECTORY", "");
        if (directory.isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.INVALID_ARGUMENT,
                    file + ": " + name + " needs the variable CREDENTIALS_DIRECTORY, which systemd sets for a unit with LoadCredential",
                    "run it as the service, or set CREDENTIALS_DIRECTORY to the directory that holds the file");
        }
        return Path.of(directory + name.substring(variable.length())).normalize();
    }

    private interface Reading<T> {
        T read();
    }

    /** What the records refuse, with its place in the file. */
    private static <T> T guarded(ConfigTable table, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw table.wrong(String.valueOf(e.getMessage()));
        }
    }
}
