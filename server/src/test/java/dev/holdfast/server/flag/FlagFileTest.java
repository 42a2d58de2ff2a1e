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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
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
        long first = file.current().version().sequence();
        assertInstanceOf(FlagFile.Change.None.class, file.look());
        Files.writeString(path, flags("off"));
        RuleSet rules = assertInstanceOf(FlagFile.Change.Published.class, file.look()).rules();
        assertSame(rules, file.current());
        assertTrue(rules.version().sequence() > first, rules.version().toString());
    }

    @Test
    void anotherProcessThatReadsTheSameFileCountsOn() throws IOException {
        FlagFile file = FlagFile.open(path);
        assertEquals(file.current().version(), FlagFile.open(path).current().version());
        Files.writeString(path, flags("off"));
        assertInstanceOf(FlagFile.Change.Published.class, file.look());
        Path older = directory.resolve("older.json");
        Files.writeString(older, flags("on"));
        Files.setLastModifiedTime(older, FileTime.fromMillis(0));
        Files.move(older, path, StandardCopyOption.REPLACE_EXISTING);
        // The system's file times are coarse: all of this may have been within one tick, and then the first process counted one beyond it.
        long last = file.current().version().sequence();
        long restarted = FlagFile.open(path).current().version().sequence();
        assertTrue(restarted >= last - 1, restarted + " after " + last);
    }

    @Test
    void whatIsNotSoundIsRefusedOnceAndTheVersionBeforeStays() throws IOException {
        FlagFile file = FlagFile.open(path);
        RuleSet before = file.current();
        Files.writeString(path, flags("maybe"));
        FlagFile.Change.Refused refused = assertInstanceOf(FlagFile.Change.Refused.class, file.look());
        assertEquals("/flags/f/defaultVariant", refused.problems().getFirst().pointer().text());
        assertSame(before, file.current());
        assertInstanceOf(FlagFile.Change.None.class, file.look());
        Files.writeString(path, flags("off"));
        RuleSet after = assertInstanceOf(FlagFile.Change.Published.class, file.look()).rules();
        assertTrue(after.version().compareTo(before.version()) > 0, after.version().toString());
    }

    @Test
    void anotherFormOfTheSameIsNoNewVersion() throws IOException {
        FlagFile file = FlagFile.open(path);
        Files.writeString(path, flags("on").replace(":", " : "));
        assertInstanceOf(FlagFile.Change.None.class, file.look());
    }

    @Test
    void aFileThatIsGoneIsSaidToBeOnceAndItsFlagsStay() throws IOException {
        FlagFile file = FlagFile.open(path);
        RuleSet before = file.current();
        Files.delete(path);
        assertEquals("it is gone", assertInstanceOf(FlagFile.Change.Unreadable.class, file.look()).reason());
        assertInstanceOf(FlagFile.Change.None.class, file.look());
        assertSame(before, file.current());
        Files.writeString(path, flags("off"));
        assertInstanceOf(FlagFile.Change.Published.class, file.look());
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
