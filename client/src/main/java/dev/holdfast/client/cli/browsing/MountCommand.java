package dev.holdfast.client.cli.browsing;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.OpenedRepository;
import dev.holdfast.client.cli.output.Console;
import dev.holdfast.client.cli.output.Json;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.mount.MountOptions;
import dev.holdfast.client.mount.SnapshotMount;
import dev.holdfast.client.mount.kernel.Audience;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code holdfast mount}. */
public final class MountCommand implements Command {
    private static final Option ALLOW_OTHER =
            Option.flag("--allow-other", "let all users look, within the permissions that the files have");

    @Override
    public Syntax syntax() {
        return Syntax.of("mount", "show the snapshots as a read-only file system", Syntax.Needs.REPOSITORY)
                .describe("Mounts the repository at an empty directory and stays until it is unmounted or interrupted. Below it, each snapshot "
                        + "is found as latest, snapshots/ID, times/TIME, hosts/HOST/TIME and tags/TAG/TIME, and in it the files as a restore "
                        + "would write them. New snapshots appear while it is mounted; content is verified as it is read. It ends with "
                        + "Ctrl-C or umount (fusermount3 -u). Needs Linux; users other than root need the program fusermount3 (Debian: fuse3).")
                .options(ALLOW_OTHER)
                .operands(Operands.exactly(1, "DIR"))
                .example("holdfast mount /mnt/backup", "shows all snapshots until Ctrl-C")
                .example("holdfast mount /mnt/backup --allow-other", "the same for everybody on the machine")
                .exits(ExitCode.NO_ACCESS, ExitCode.NOT_FOUND, ExitCode.DENIED, ExitCode.INTERRUPTED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Path point = invocation.path(invocation.arguments().operands().getFirst());
        MountOptions options = MountOptions.of(invocation.zone())
                .withAudience(invocation.arguments().has(ALLOW_OTHER) ? Audience.EVERYBODY : Audience.OWNER);
        Console console = invocation.console();
        try (OpenedRepository opened = invocation.open();
                SnapshotMount mount = SnapshotMount.mount(
                        opened.repository(), point, options, failure -> console.warning(String.valueOf(failure.getMessage())));
                var cancelling = invocation.interruption().register(mount::unmount)) {
            tell(console, point);
            mount.await();
        }
        return invocation.interruption().isWished() ? ExitCode.INTERRUPTED : ExitCode.COMPLETE;
    }

    private static void tell(Console console, Path point) {
        if (console.isJson()) {
            Json.print(console, json -> json.object(fields -> fields.path("mounted", point.toString().getBytes(StandardCharsets.UTF_8))));
        } else {
            console.line("mounted at " + point + "; end with Ctrl-C or: umount " + point);
        }
        console.flush();
    }
}
