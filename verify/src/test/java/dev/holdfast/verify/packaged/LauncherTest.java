package dev.holdfast.verify.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.verify.packaged.Distribution.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LauncherTest {
    @TempDir
    private static Path temporary;

    private static Distribution packaged;

    @BeforeAll
    static void assemble() throws IOException, InterruptedException {
        packaged = Distribution.assemble(temporary.resolve("holdfast"));
    }

    private static void assertPrintsItsVersionAndNothingElse(Result result) {
        assertEquals("", result.errors());
        assertEquals(0, result.exitCode());
        assertTrue(result.output().startsWith("holdfast "), result::output);
    }

    @Test
    void startsWithoutAnyWarning() throws IOException, InterruptedException {
        assertPrintsItsVersionAndNothingElse(packaged.holdfast(Map.of(), "version"));
    }

    @Test
    void startsThroughSymbolicLinksAndRelativePaths() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(temporary.resolve("linked"), Path.of("holdfast/bin/holdfast"));
        Path again = Files.createSymbolicLink(temporary.resolve("again"), link.getFileName());
        assertPrintsItsVersionAndNothingElse(Distribution.run(temporary, Map.of(), List.of(again.toString(), "version")));
        assertPrintsItsVersionAndNothingElse(Distribution.run(temporary, Map.of(), List.of("./again", "version")));
        assertPrintsItsVersionAndNothingElse(Distribution.run(packaged.programs(), Map.of(), List.of("./holdfast", "version")));
    }

    @Test
    void takesItsClassesFromTheStartupCache() throws IOException, InterruptedException {
        Map<String, String> logged = Map.of("HOLDFAST_JAVA_OPTIONS", "-Xlog:class+load=info:stderr");
        Result result = packaged.holdfast(logged, "version");
        assertTrue(
                result.errors().lines().anyMatch(line -> line.contains("dev.holdfast.program.Main ") && line.contains("shared objects file")),
                result::errors);
    }

    @Test
    void movedElsewhereStillUsesTheStartupCache() throws IOException, InterruptedException {
        Distribution moved = packaged.copy(temporary.resolve("moved"));
        Map<String, String> logged = Map.of("HOLDFAST_JAVA_OPTIONS", "-Xlog:class+load=info:stderr");
        assertTrue(moved.holdfast(logged, "version").errors().contains("shared objects file"));
    }

    @Test
    void ignoresADamagedStartupCacheInSilence() throws IOException, InterruptedException {
        Distribution damaged = packaged.copy(temporary.resolve("damaged"));
        Files.write(damaged.startupCache(), new byte[4096]);
        assertPrintsItsVersionAndNothingElse(damaged.holdfast(Map.of(), "version"));
    }

    @Test
    void ignoresTheStartupCacheOfOtherJarsInSilence() throws IOException, InterruptedException {
        Distribution changed = packaged.copy(temporary.resolve("changed"));
        try (var jars = Files.newDirectoryStream(changed.home().resolve("lib"), "holdfast-*.jar")) {
            for (Path jar : jars) {
                Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
            }
        }
        assertPrintsItsVersionAndNothingElse(changed.holdfast(Map.of(), "version"));
    }

    @Test
    void ignoresTheStartupCacheOfAnotherJavaInSilence() throws IOException, InterruptedException {
        Distribution foreign = packaged.copy(temporary.resolve("foreign"));
        Files.writeString(foreign.home().resolve("lib/holdfast.aot.release"), "JAVA_VERSION=\"25.0.0\"\n");
        assertPrintsItsVersionAndNothingElse(foreign.holdfast(Map.of(), "version"));
    }

    @Test
    void worksInTheCLocale() throws IOException, InterruptedException {
        assertPrintsItsVersionAndNothingElse(packaged.holdfast(Map.of("LC_ALL", "C"), "version"));
    }

    @Test
    void saysWhatIsMissingWhenJavaIs() throws IOException, InterruptedException {
        Result result = packaged.holdfast(Map.of("HOLDFAST_JAVA_HOME", temporary.toString()), "version");
        assertEquals(69, result.exitCode());
        assertTrue(result.errors().contains("HOLDFAST_JAVA_HOME=" + temporary), result::errors);
    }
}
