package dev.holdfast.client.cli.config;

import dev.holdfast.client.cli.invocation.Command;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.client.cli.syntax.Operands;
import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.remote.service.Configurations;
import dev.holdfast.client.remote.service.Configurations.Current;
import dev.holdfast.client.remote.service.Configurations.SettingRow;
import dev.holdfast.client.remote.service.Configurations.Version;
import dev.holdfast.client.remote.transport.Transport;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code holdfast config set}. */
public final class ConfigSetCommand implements Command {
    private static final String NAME = "config set";
    private static final Option CELL = Option.many("--cell", "CELL", "only for this group of servers, or tenant:NAME (may be repeated)");
    private static final Option PERCENT = Option.one("--percent", "N", "only for so many of a hundred instances; a greater number adds others");
    private static final Option DEFAULT = Option.flag("--default", "say nothing about the setting any more, so that its default holds");
    private static final int TRIES = 3;

    @Override
    public Syntax syntax() {
        return Syntax.of(NAME, "change one setting of a server or its agents while they run", Syntax.Needs.SERVER)
                .describe("Publishes the configuration with this one change. With --cell or --percent the value holds for these instances first, "
                        + "beside the value for everywhere; without, it holds everywhere and ends such a stage. A list is given as one,two. "
                        + "The server refuses what it cannot work with, and then nothing changes.")
                .options(ConfigServer.SERVER, ConfigServer.REASON, CELL, PERCENT, DEFAULT)
                .operands(Operands.between(1, 2, "NAME [VALUE]"))
                .example("holdfast config set limit.upload.places 64 --reason 'new disks' --server https://backup.example:8443", "everywhere")
                .example("holdfast config set agent.bandwidth.upload 5M --percent 10 --reason 'slow line' --server https://backup.example:8443", "one agent of ten")
                .example("holdfast config set limit.upload.places --default --reason 'as before' --server https://backup.example:8443", "the default again")
                .exits(ExitCode.NO_ACCESS, ExitCode.UNREACHABLE, ExitCode.NOT_FOUND, ExitCode.REFUSED);
    }

    @Override
    public ExitCode run(Invocation invocation) {
        Arguments given = invocation.arguments();
        boolean isStaged = given.has(CELL) || given.has(PERCENT);
        if (given.has(DEFAULT) == given.operand(1).isPresent() || (given.has(DEFAULT) && isStaged)) {
            throw Usage.error(NAME, "give either a value, with or without --cell and --percent, or --default alone");
        }
        String reason = ConfigServer.reason(invocation, NAME);
        double percent = percent(given.text(PERCENT));
        try (Transport transport = ConfigServer.connect(invocation)) {
            Configurations server = new Configurations(transport);
            SettingRow row = ConfigServer.require(server, given.operands().getFirst());
            Optional<Object> value = given.operand(1).map(text -> ValueWords.json(row.type(), text));
            ConfigText.published(invocation.console(), publish(server, reason, row.name(), before ->
                    value.map(json -> isStaged ? staged(before, json, given.texts(CELL), percent) : Map.of("value", json))));
        }
        return ExitCode.COMPLETE;
    }

    private static double percent(Optional<String> text) {
        if (text.isPresent() && !text.get().matches("100|[0-9]{1,2}")) {
            throw Usage.error(NAME, "--percent is a number from 0 to 100, not '" + text.get() + "'");
        }
        return text.map(Double::parseDouble).orElse(0.0);
    }

    private interface Edit {
        Optional<Map<String, Object>> apply(Optional<Object> before);
    }

    /** Only one setting is touched, so that somebody else's change meanwhile is no reason to give up. */
    private static Version publish(Configurations server, String reason, String name, Edit edit) {
        for (int attempt = 1; ; attempt++) {
            Current current = server.current();
            Map<String, Object> settings = new TreeMap<>(current.settings());
            Optional<Map<String, Object>> entry = edit.apply(Optional.ofNullable(settings.remove(name)));
            entry.ifPresent(said -> settings.put(name, said));
            try {
                return server.publish(current.version().sequence(), Map.of("settings", settings), reason);
            } catch (HoldfastException e) {
                if (e.code() != ErrorCode.CHANGED_MEANWHILE || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static Map<String, Object> staged(Optional<Object> before, Object value, List<String> cells, double percent) {
        Map<String, Object> stage = new TreeMap<>();
        stage.put("value", value);
        if (!cells.isEmpty()) {
            stage.put("cells", new ArrayList<Object>(cells));
        }
        stage.put("percent", percent);
        Map<String, Object> entry = new TreeMap<>();
        before.filter(Map.class::isInstance).map(Map.class::cast).map(said -> said.get("value")).ifPresent(kept -> entry.put("value", kept));
        entry.put("stage", stage);
        return entry;
    }
}
