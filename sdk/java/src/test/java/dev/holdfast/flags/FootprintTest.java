package dev.holdfast.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import dev.holdfast.control.flag.EvaluationContext;
import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.core.time.Clock;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that reads a flag needs this module, control, core and one library to parse JSON; nothing else is in its class path here. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FootprintTest {
    @TempDir
    private Path directory;

    /** The program. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) throws InterruptedException {
            FlagsOptions options = FlagsOptions.of(URI.create(arguments[0])).withLastKnown(Path.of(arguments[1]));
            try (Flags flags = Flags.open(options)) {
                flags.await(Duration.ofSeconds(20));
                System.out.println(flags.state() + " " + flags.truth("pay", false, new EvaluationContext(Map.of("targetingKey", "ann"))));
            }
        }
    }

    private static String place(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
    }

    @Test
    void aProgramReadsFlagsWithThreeSmallLibraries() throws Exception {
        String classPath = Stream.of(Flags.class, RuleSet.class, Clock.class, JsonFactory.class, Reader.class)
                .map(FootprintTest::place)
                .collect(Collectors.joining(File.pathSeparator));
        try (Site site = Site.open(ShopDocument.pay("on"), 10)) {
            String copy = directory.resolve("flags.copy").toString();
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process program = new ProcessBuilder(List.of(java, "-cp", classPath, Reader.class.getName(), site.address().toString(), copy))
                    .redirectErrorStream(true)
                    .start();
            try {
                String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertEquals("READY true\n", said);
                assertEquals(0, program.waitFor());
            } finally {
                program.destroyForcibly();
            }
        }
    }
}
