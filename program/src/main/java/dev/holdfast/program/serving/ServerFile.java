package dev.holdfast.program.serving;

import dev.holdfast.client.agent.config.ConfigTable;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.Parser;
import dev.holdfast.client.cli.syntax.Syntax;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that says how a server is started, in TOML: each key is an option of the command line by the same name, so that both mean the same
 * and the command line can overrule the file. Secrets lie in files of their own that it names.
 */
final class ServerFile {
    private final ConfigTable table;
    private final Path directory;
    private final List<String> words = new ArrayList<>();

    private ServerFile(ConfigTable table, Path directory) {
        this.table = table;
        this.directory = directory;
    }

    /**
     * What a file says.
     *
     * @throws dev.holdfast.core.error.HoldfastException {@code INVALID_ARGUMENT} with the place of a slip; a key that is unknown is one
     */
    static Arguments read(Path file, Syntax syntax) {
        Path absolute = file.toAbsolutePath();
        Path parent = absolute.getParent();
        ServerFile content = new ServerFile(ConfigTable.read(file), parent == null ? absolute : parent);
        content.collect();
        return Parser.parse(syntax, content.words);
    }

    private void collect() {
        path("data", "--data");
        text("listen", "--listen");
        path("admin_token_file", "--admin-token-file");
        text("tls", "--tls");
        path("tls_cert", "--tls-cert");
        path("tls_key", "--tls-key");
        table.texts("host_names").forEach(name -> word("--host-name", name));
        table.texts("trusted_proxies").forEach(address -> word("--trusted-proxy", address));
        table.texts("cells").forEach(name -> word("--cell", name));
        path("log", "--log");
        words.addAll(table.choice("no_load_shedding", List.of("--no-load-shedding"), List.of()));
        table.refuseOthers();
    }

    private void text(String key, String option) {
        table.text(key).ifPresent(value -> word(option, value));
    }

    /** Relative to the file. */
    private void path(String key, String option) {
        table.text(key).ifPresent(value -> word(option, directory.resolve(value).normalize().toString()));
    }

    private void word(String option, String value) {
        words.add(option + "=" + value);
    }
}
