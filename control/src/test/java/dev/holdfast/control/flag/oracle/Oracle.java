package dev.holdfast.control.flag.oracle;

import dev.holdfast.control.flag.json.CanonicalJson;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A child process that answers from the published programs. */
public final class Oracle implements AutoCloseable {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path INSTALLED = Path.of("target/node");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "oracle.mjs");

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private Oracle(Process process) {
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one, after having installed what it needs if the last run did not. */
    public static Oracle start() {
        try {
            install();
            return new Oracle(new ProcessBuilder("node", "oracle.mjs")
                    .directory(INSTALLED.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("node cannot be started: build/packages.sh installs it", e);
        }
    }

    private static void install() throws IOException {
        Files.createDirectories(INSTALLED);
        Path lock = INSTALLED.resolve("package-lock.json");
        boolean current = Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(SOURCES.resolve("package-lock.json"), lock) < 0;
        for (String file : FILES) {
            Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (current) {
            return;
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
                .directory(INSTALLED.toFile())
                // Not the channels of this process: they are those by which the tests report.
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (npm.waitFor() != 0) {
                throw new IOException("npm ci failed in " + INSTALLED.toAbsolutePath());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while npm installed", e);
        }
    }

    /** What json-logic-js makes of a rule: its value under {@code value}, or {@code error}. */
    public Map<?, ?> logic(@Nullable Object rule, @Nullable Object data) {
        Map<String, @Nullable Object> question = new HashMap<>();
        question.put("rule", rule);
        question.put("data", data);
        return ask("logic", question);
    }

    /** Whether flagd's published JSON schema accepts a document: {@code valid} and {@code error}. */
    public Map<?, ?> schema(String document) {
        return ask("schema", Map.of("document", document));
    }

    /** What flagd-core resolves each flag to, for each context. */
    public List<?> flagd(String document, List<?> contexts) {
        return (List<?>) Objects.requireNonNull(ask("flagd", Map.of("document", document, "contexts", contexts)).get("results"));
    }

    private Map<?, ?> ask(String what, Map<String, ? extends @Nullable Object> question) {
        Map<String, @Nullable Object> whole = new HashMap<>(question);
        whole.put("ask", what);
        try {
            questions.write(CanonicalJson.text(whole));
            questions.newLine();
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("the oracle ended");
            }
            if (JsonText.value(answer.getBytes(StandardCharsets.UTF_8)) instanceof Parsed.Document document
                    && document.value() instanceof Map<?, ?> map) {
                return map;
            }
            throw new IllegalStateException("the oracle said " + answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
