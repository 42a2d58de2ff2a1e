package dev.holdfast.client.cli.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.Option;
import dev.holdfast.client.cli.syntax.Syntax;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShellTest {
    private static final List<Syntax> COMMANDS = List.of(
            Syntax.of("save", "it's a summary", Syntax.Needs.REPOSITORY).options(Option.many("--tag", "TAG", "a [tag]: yours").or("-t")),
            Syntax.of("key add", "add a key", Syntax.Needs.REPOSITORY),
            Syntax.of("key list", "list keys", Syntax.Needs.REPOSITORY));

    @TempDir
    private Path directory;

    private String complete(String... words) throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("completion.bash"), Shell.BASH.script(COMMANDS));
        StringBuilder line = new StringBuilder(". " + script + "; COMP_WORDS=(holdfast");
        for (String word : words) {
            line.append(" ").append(Words.quoted(word));
        }
        line.append("); COMP_CWORD=").append(words.length).append("; _holdfast; echo \"${COMPREPLY[*]}\"");
        Process bash = new ProcessBuilder("bash", "-c", line.toString()).redirectErrorStream(true).start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), output);
        return output.strip();
    }

    @Test
    void bashCompletesCommandsAndTheirOptions() throws IOException, InterruptedException {
        assertEquals("save key", complete(""));
        assertEquals("save", complete("sa"));
        assertEquals("add list", complete("key", ""));
        assertEquals("--tag", complete("save", "--ta"));
        assertEquals("--tag", complete("--repo", "save", "save", "--ta"));
        assertEquals("--repo", complete("key", "add", "--re"));
        assertEquals("", complete("save", "--tag", ""));
    }

    @Test
    void everyShellLearnsEveryCommandAndOption() {
        for (Shell shell : Shell.values()) {
            String script = shell.script(COMMANDS);
            assertTrue(script.contains("save") && script.contains("list") && script.contains("tag"), shell::word);
        }
    }
}
