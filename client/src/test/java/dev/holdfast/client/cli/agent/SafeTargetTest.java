package dev.holdfast.client.cli.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.client.agent.config.RestoreRules;
import dev.holdfast.client.fs.machine.FileSystems;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.RawPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafeTargetTest {
    private final Path directory;
    private final Path allowed;
    private final SafeTarget targets;

    SafeTargetTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.allowed = Files.createDirectories(directory.resolve("restores"));
        RestoreRules rules = new RestoreRules(RestoreRules.Policy.ALLOW, List.of(raw(allowed)));
        this.targets = new SafeTarget(rules, FileSystems.best());
    }

    private static RawPath raw(Path path) {
        return RawPath.of(RawPath.ROOT, path.toString());
    }

    private void refused(Path target) {
        HoldfastException refused = assertThrows(HoldfastException.class, () -> targets.require(raw(target)));
        assertEquals(ErrorCode.FORBIDDEN, refused.code());
    }

    @Test
    void whatLiesBelowIsAllowedWhetherItIsThereOrNot() {
        targets.require(raw(allowed));
        targets.require(raw(allowed.resolve("a/b/c")));
    }

    @Test
    void whatLiesElsewhereIsRefused() {
        refused(directory);
        refused(directory.resolve("restores2"));
        refused(Path.of("/etc"));
    }

    @Test
    void aLinkThatAnEarlierRestoreLaidLeadsNowhere() throws IOException {
        Files.createDirectories(allowed.resolve("first"));
        Files.createSymbolicLink(allowed.resolve("first/out"), directory);
        refused(allowed.resolve("first/out"));
        refused(allowed.resolve("first/out/deeper/still"));
        Files.createSymbolicLink(allowed.resolve("dangling"), directory.resolve("not-there-yet"));
        refused(allowed.resolve("dangling/x"));
    }
}
