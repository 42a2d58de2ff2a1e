package dev.holdfast.client.cli.saving;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.invocation.RepositoryDoor;
import dev.holdfast.client.cli.invocation.RepositoryLocation;
import dev.holdfast.client.cli.invocation.ServerDoor;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.service.Tenants;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.config.CutterAlgorithm;
import dev.holdfast.core.config.CutterSettings;
import dev.holdfast.core.config.EncryptionMode;
import dev.holdfast.core.config.RepositoryConfig;
import dev.holdfast.engine.repository.RepositoryOptions;
import dev.holdfast.engine.text.Sizes;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** {@code holdfast init}. */
public final class InitCommand implements Command {
    private static final Option ENCRYPTION =
            Option.one("--encryption", "client|none", "who can read it: only who holds a key (default), or everybody");
    private static final Option CUTTER = Option.one(
            "--cutter", "fastcdc|rabin|fixed", "how content is cut: fastcdc (default); fixed suits images of disks");
    private static final Option CHUNK_SIZE =
            Option.one("--chunk-size", "SIZE", "average length of a chunk, a power of two from 4K to 2M");
    private static final Option COMPRESSION = Option.one("--compression-level", "N", "zstd level, 1 (default) to 19");
    private static final Option LABEL = Option.one("--label", "TEXT", "what the first key is called in 'holdfast key list'");

    @Override
    public Syntax syntax() {
        return Syntax.of("init", "make a repository", Syntax.Needs.REPOSITORY)
                .describe("Makes a repository at --repo, or at the default place. The passphrase is asked for twice unless an option or "
                        + "variable gives it; whoever loses it loses the backups.\nNone of these choices can be changed later.")
                .options(ENCRYPTION, CUTTER, CHUNK_SIZE, COMPRESSION, LABEL)
                .example("holdfast init --repo /mnt/disk/backups", "asks for a passphrase and makes the repository")
                .example("holdfast init --repo https://backup.example:8443/home", "makes it at a server, and the tenant if the token may do that")
                .example("holdfast init --repo /srv/images --chunk-size 1M", "with longer chunks, for large files")
                .exits(ExitCode.NO_ACCESS, ExitCode.REFUSED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        RepositoryOptions options = options(invocation.arguments());
        String label = invocation.arguments().text(LABEL).orElse("");
        RepositoryLocation location = invocation.location();
        RepositoryDoor door = invocation.door();
        if (door instanceof ServerDoor server) {
            makeTenant(invocation.console(), server.remote().transport());
        }
        try (OpenedRepository made = door.create(options, () -> invocation.secrets().toCreate(invocation.arguments()), label)) {
            print(invocation.console(), location, made.repository().config());
        }
        return ExitCode.COMPLETE;
    }

    /** A tenant that does not exist is made, if the token may do that. */
    private static void makeTenant(Console console, Transport transport) {
        String name = transport.address().tenant().orElseThrow();
        Tenants tenants = new Tenants(transport);
        boolean exists = tenants.all().stream().anyMatch(tenant -> tenant.name().equals(name));
        if (!exists && tenants.create(name, OptionalLong.empty()).isPresent()) {
            console.note("made the tenant " + name);
        }
    }

    private static void print(Console console, RepositoryLocation location, RepositoryConfig config) {
        String encryption = config.encryption().name().toLowerCase(Locale.ROOT);
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields
                    .field("id", config.id().toString())
                    .field("location", location.toString())
                    .field("encryption", encryption)
                    .field("cutter", config.cutter().algorithm().name().toLowerCase(Locale.ROOT))
                    .field("chunk_bytes", config.cutter().averageBytes())
                    .field("compression_level", config.compressionLevel())));
        } else if (!console.isQuiet()) {
            String kind = config.encryption() == EncryptionMode.NONE ? "repository without encryption" : "encrypted repository";
            console.line("made " + kind + " " + config.id().toString().substring(0, 8) + " at " + location);
        }
    }

    private static RepositoryOptions options(Arguments arguments) {
        RepositoryOptions usual = RepositoryOptions.DEFAULT;
        try {
            EncryptionMode encryption = arguments.text(ENCRYPTION).map(text -> choice(text, EncryptionMode.values())).orElse(usual.encryption());
            CutterAlgorithm cutter = arguments.text(CUTTER).map(text -> choice(text, CutterAlgorithm.values())).orElse(usual.cutter().algorithm());
            int average = arguments.text(CHUNK_SIZE).map(Sizes::parse).map(Math::toIntExact).orElse(usual.cutter().averageBytes());
            int level = arguments.text(COMPRESSION).map(InitCommand::level).orElse(usual.compressionLevel());
            return new RepositoryOptions(encryption, new CutterSettings(cutter, average), level);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Usage.error("init", String.valueOf(e.getMessage()));
        }
    }

    private static int level(String text) {
        int level = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : 0;
        if (level < 1 || level > RepositoryConfig.MAX_COMPRESSION_LEVEL) {
            throw Usage.error("init", "the compression level is a number from 1 to 19, not '" + text + "'");
        }
        return level;
    }

    private static <E extends Enum<E>> E choice(String text, E[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> Usage.error("init", "'" + text + "' is none of: "
                        + Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "))));
    }
}
