package dev.holdfast.program;

import dev.holdfast.client.cli.invocation.RawText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments of the process as bytes, brought back when Java could not decode them. A file name need not be valid UTF-8; Java puts a
 * replacement character where it is not, and only the kernel still has the bytes.
 */
final class RawArguments {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final char REPLACEMENT = '\uFFFD';

    private RawArguments() {}

    /** The arguments as lossless text (see {@link RawText}). */
    static List<String> recover(String[] decoded) {
        boolean lossy = Arrays.stream(decoded).anyMatch(argument -> argument.indexOf(REPLACEMENT) >= 0);
        return lossy ? fromKernel(decoded) : List.of(decoded);
    }

    private static List<String> fromKernel(String[] decoded) {
        try {
            List<String> all = split(Files.readAllBytes(COMMAND_LINE));
            // Before ours stand the machine's own options and the name of the main class.
            return all.size() > decoded.length ? List.copyOf(all.subList(all.size() - decoded.length, all.size())) : List.of(decoded);
        } catch (IOException e) {
            return List.of(decoded);
        }
    }

    /** Splits the kernel's form, in which a NUL ends each argument. */
    static List<String> split(byte[] commandLine) {
        List<String> arguments = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < commandLine.length; at++) {
            if (commandLine[at] == 0) {
                arguments.add(RawText.decode(Arrays.copyOfRange(commandLine, start, at)));
                start = at + 1;
            }
        }
        return arguments;
    }
}
