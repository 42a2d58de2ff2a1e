package dev.holdfast.verify.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.verify.program.Outcome;
import dev.holdfast.verify.program.Sandbox;
import dev.holdfast.verify.program.Trees;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was published stays readable: sound repositories give back what was put in, damaged ones give the same findings as ever. */
final class GoldenRepositoryTest {
    @ParameterizedTest
    @ValueSource(strings = {"encrypted", "plain"})
    void soundRepositoryIsListedCheckedAndRestored(String name) {
        try (GoldenRepository golden = GoldenRepository.sound(name)) {
            assertEquals(golden.snapshots(), golden.foundSnapshots());
            golden.sandbox().assertSound();
            golden.assertRestores();
            assertEquals(
                    "other text\n",
                    golden.sandbox().here("cat", "latest:" + GoldenRepository.SOURCE.resolve("docs/text")).expect(ExitCode.COMPLETE).out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"encrypted", "plain"})
    void soundRepositoryIsGoneOnWith(String name) {
        try (GoldenRepository golden = GoldenRepository.sound(name)) {
            Sandbox sandbox = golden.sandbox();
            Path restored = sandbox.path("restored");
            sandbox.here("restore", "latest", "--target", restored.toString(), "--setuid").expect(ExitCode.COMPLETE);
            Path tree = Sandbox.inside(restored, GoldenRepository.SOURCE);
            Outcome saved = sandbox.here("backup", "--json", "--tag", "later", tree.toString()).expect(ExitCode.COMPLETE);
            Trees.copy(tree, sandbox.path("copy"));
            // Cut and named as before, so that no content is stored again: what is new are the directories that lead there.
            assertTrue(saved.out().matches("(?s).*\"new_bytes\":[0-9]{1,4},.*"), saved::toString);
            sandbox.here("forget", "--keep-last", "1", "--keep-tag", "later", "--group-by", "none", "--prune").expect(ExitCode.COMPLETE);
            sandbox.here("prune", "--max-unused", "0").expect(ExitCode.COMPLETE);
            sandbox.assertSound();
            Path again = sandbox.path("again");
            sandbox.here("restore", "latest", "--target", again.toString(), "--setuid").expect(ExitCode.COMPLETE);
            Trees.assertSame(sandbox.path("copy"), Sandbox.inside(again, tree), name);
        }
    }

    @Test
    void keyFileOpensAndWriteOnlyKeyOnlyAdds() {
        try (GoldenRepository golden = GoldenRepository.sound("encrypted")) {
            Sandbox sandbox = golden.sandbox();
            sandbox.here("check", "--key-file", GoldenRepository.keyFile().toString()).expect(ExitCode.COMPLETE);
            Trees.tool("bash", "-c", "echo new > " + sandbox.source().resolve("file"));
            String agent = GoldenRepository.writeOnlyKey().toString();
            sandbox.here("backup", "--key-file", agent, sandbox.source().toString()).expect(ExitCode.COMPLETE);
            sandbox.here("restore", "latest", "--key-file", agent, "--target", sandbox.path("out").toString()).expect(ExitCode.NO_ACCESS);
            sandbox.assertRestores("latest", sandbox.source());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
            # damage            | restore    | check      | rebuild-index
            flipped-bit         | INCOMPLETE | INCOMPLETE | INCOMPLETE
            flipped-key-name    | INCOMPLETE | INCOMPLETE | INCOMPLETE
            flipped-header      | COMPLETE   | INCOMPLETE | INCOMPLETE
            missing-pack        | INCOMPLETE | INCOMPLETE | INCOMPLETE
            missing-structure   | INCOMPLETE | INCOMPLETE | INCOMPLETE
            truncated-footer    | COMPLETE   | INCOMPLETE | COMPLETE
            truncated-index     | DAMAGED    | DAMAGED    | COMPLETE
            missing-index       | DAMAGED    | DAMAGED    | COMPLETE
            interrupted-rebuild | DAMAGED    | DAMAGED    | COMPLETE
            """)
    void damageIsToldAsEver(String damage, ExitCode restore, ExitCode check, ExitCode rebuild) {
        try (GoldenRepository golden = GoldenRepository.damaged(damage)) {
            Sandbox sandbox = golden.sandbox();
            sandbox.here("restore", "latest", "--target", sandbox.path("out").toString()).expect(restore);
            Outcome checked = sandbox.here("check", "--read-data", "--json").expect(check);
            assertEquals(GoldenRepository.findings(damage), GoldenRepository.findings(checked));
            sandbox.here("rebuild-index").expect(rebuild);
            // What was lost is lost still, and nothing else is.
            List<String> lost = rebuild == ExitCode.COMPLETE ? List.of() : paths(GoldenRepository.findings(damage));
            assertEquals(lost, paths(GoldenRepository.findings(sandbox.here("check", "--read-data", "--json"))));
        }
    }

    private static List<String> paths(List<String> findings) {
        return findings.stream().filter(finding -> finding.contains("\"path\"")).toList();
    }

    /** Where nothing is damaged but the index or what only it and tables say, a rebuild brings everything back. */
    @ParameterizedTest
    @ValueSource(strings = {"truncated-index", "missing-index", "interrupted-rebuild", "truncated-footer", "flipped-header"})
    void rebuildBringsEverythingBackThatPacksHold(String damage) {
        try (GoldenRepository golden = GoldenRepository.damaged(damage)) {
            golden.sandbox().here("rebuild-index").expect(ExitCode.COMPLETE, ExitCode.INCOMPLETE);
            assertEquals(kept(golden.snapshots()), kept(golden.foundSnapshots()));
            assertFalse(golden.foundSnapshots().stream().anyMatch(field -> field.contains("later")), "a later tag came back");
            golden.sandbox().assertSound();
            golden.assertRestores();
        }
    }

    /** What the packs know of a snapshot. */
    private static List<String> kept(List<String> fields) {
        return fields.stream().filter(field -> !field.matches("\"(?:tags|protected|sequence)\".*")).toList();
    }
}
