package dev.holdfast.verify.architecture;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the whole main code to the {@link Laws}, and each law to its fixture. */
final class ArchitectureTest {
    private static final String ROOT = "dev.holdfast";
    private static final String FIXTURES = ArchitectureTest.class.getPackageName() + ".fixture";
    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURES);

    static Stream<Law> laws() {
        return Laws.all();
    }

    @ParameterizedTest
    @MethodSource("laws")
    void mainCodeKeepsTheLaw(Law law) {
        law.rule().apply(ROOT).check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void lawBitesOnItsFixture(Law law) {
        String report = law.rule().apply(FIXTURES).evaluate(BROKEN).getFailureReport().toString();
        assertAll(law.violators().stream().map(name -> () -> assertTrue(report.contains(name), () -> name + " is not in: " + report)));
    }

    /** Guards against an import that finds nothing, over which every law would hold. */
    @Test
    void everyModuleIsSeen() {
        assertAll(Stream.of("core", "engine", "storage", "control", "client", "program", "flags", "testkit")
                .map(module -> () -> assertTrue(
                        MAIN.stream().anyMatch(type -> type.getPackageName().startsWith(ROOT + "." + module)),
                        () -> "no class of " + module + " was imported")));
    }
}
