package dev.holdfast.client.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Other programs, which must succeed. */
final class Shell {
    private Shell() {}

    /** Runs a script of bash with arguments and gives what it printed. */
    static String run(String script, Object... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", "-euc", script, "bash"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), () -> script + "\n" + printed);
            return printed;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** How the second tree differs from the first, as rsync sees it in a dry run. */
    static String differences(Object one, Object other) {
        return run("rsync -nacAXHi --devices --specials --delete \"$1\"/ \"$2\"/", one, other);
    }
}
