package dev.holdfast.server.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlagFileTest {
    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void write() throws IOException {
        path = directory.resolve("flags.json");
        Files.writeString(path, flags("on"));
    }

    private static String flags(String variant) {
        return "{\"flags\": {\"f\": {\"state\": \"ENABLED\", \"variants\": {\"on\": true, \"off\": false}, \"defaultVariant\": \"" + variant + "\"}}}";
    }

    @Test
    void aChangeIsPublishedAsTheNextVersion() throws IOException {
        FlagFile file = FlagFile.open(path);
        assertEquals(1, file.current().version().sequence());
        assertInstanceOf(FlagFile.Change.None.class, file.refresh());
        Files.writeString(path, flags("off"));
        RuleSet rules = assertInstanceOf(FlagFile.Change.Published.class, file.refresh()).rules();
        assertSame(rules, file.current());
        assertEquals(2, rules.version().sequence());
    }

    @Test
    void whatIsNotSoundIsRefusedOnceAndTheVersionBeforeStays() throws IOException {
        FlagFile file = FlagFile.open(path);
        RuleSet before = file.current();
        Files.writeString(path, flags("maybe"));
        FlagFile.Change.Refused refused = assertInstanceOf(FlagFile.Change.Refused.class, file.refresh());
        assertEquals("/flags/f/defaultVariant", refused.problems().getFirst().pointer().text());
        assertSame(before, file.current());
        assertInstanceOf(FlagFile.Change.None.class, file.refresh());
        Files.writeString(path, flags("off"));
        assertEquals(2, assertInstanceOf(FlagFile.Change.Published.class, file.refresh()).rules().version().sequence());
    }

    @Test
    void anotherFormOfTheSameIsNoNewVersion() throws IOException {
        FlagFile file = FlagFile.open(path);
        Files.writeString(path, flags("on").replace(":", " : "));
        assertInstanceOf(FlagFile.Change.None.class, file.refresh());
    }

    @Test
    void aFileThatIsGoneIsSaidToBeOnceAndItsFlagsStay() throws IOException {
        FlagFile file = FlagFile.open(path);
        RuleSet before = file.current();
        Files.delete(path);
        assertEquals("it is gone", assertInstanceOf(FlagFile.Change.Unreadable.class, file.refresh()).reason());
        assertInstanceOf(FlagFile.Change.None.class, file.refresh());
        assertSame(before, file.current());
        Files.writeString(path, flags("off"));
        assertInstanceOf(FlagFile.Change.Published.class, file.refresh());
    }

    @Test
    void aFirstVersionThatIsNotSoundDoesNotStart() throws IOException {
        Files.writeString(path, flags("maybe"));
        HoldfastException refused = assertThrows(HoldfastException.class, () -> FlagFile.open(path));
        assertEquals(ErrorCode.INVALID_ARGUMENT, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("flags.json:1:78 /flags/f/defaultVariant"), refused.getMessage());
        Files.delete(path);
        assertEquals(ErrorCode.PATH_NOT_FOUND, assertThrows(HoldfastException.class, () -> FlagFile.open(path)).code());
    }
}
