package dev.holdfast.client.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The terminal of this process. Whether a stream ends at one is read from {@code /proc}, because the platform only answers for both
 * streams at once; elsewhere the platform's answer is taken.
 */
public final class SystemTerminal implements Terminal {
    private static final Path CONTROLLING = Path.of("/dev/tty");
    private static final int DEFAULT_COLUMNS = 80;
    private static final int NARROWEST = 20;
    private static final int MAX_SECRET_BYTES = 1 << 16;

    private final Map<String, String> environment;

    public SystemTerminal(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public boolean showsOutput() {
        return isTerminal(1);
    }

    @Override
    public boolean showsErrors() {
        return isTerminal(2);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            return console().isPresent();
        }
    }

    /** The platform's own console, which is there only if standard input and output are both the terminal. */
    private static Optional<java.io.Console> console() {
        return Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal);
    }

    /** What the launcher found out, because asking the terminal from here would cost more than a short command takes. */
    @Override
    public int columns() {
        int told = number(environment.getOrDefault("COLUMNS", ""));
        return Math.max(NARROWEST, told > 0 ? told : DEFAULT_COLUMNS);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Asks at the controlling terminal itself, so that it works while standard input and output are redirected. */
    @Override
    public Optional<char[]> readSecret(String prompt) {
        Optional<java.io.Console> both = console();
        if (both.isPresent()) {
            return Optional.ofNullable(both.get().readPassword("%s", prompt));
        }
        if (!(showsErrors() || isTerminal(0))) {
            return Optional.empty();
        }
        Thread showAgain = new Thread(() -> stty("echo"), "echo");
        try (InputStream in = Files.newInputStream(CONTROLLING);
                OutputStream out = Files.newOutputStream(CONTROLLING)) {
            if (!stty("-echo")) {
                return Optional.empty();
            }
            Runtime.getRuntime().addShutdownHook(showAgain);
            try {
                out.write(prompt.getBytes(StandardCharsets.UTF_8));
                return readLine(in);
            } finally {
                stty("echo");
                out.write('\n');
                Runtime.getRuntime().removeShutdownHook(showAgain);
            }
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static Optional<char[]> readLine(InputStream in) throws IOException {
        byte[] bytes = new byte[MAX_SECRET_BYTES];
        int length = 0;
        int value = in.read();
        while (value >= 0 && value != '\n' && length < bytes.length) {
            bytes[length++] = (byte) value;
            value = in.read();
        }
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, length));
        char[] secret = Arrays.copyOf(decoded.array(), decoded.limit());
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(decoded.array(), '\0');
        return value < 0 && length == 0 ? Optional.empty() : Optional.of(secret);
    }

    private static boolean stty(String setting) {
        try {
            Process process = new ProcessBuilder("stty", setting)
                    .redirectInput(CONTROLLING.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
