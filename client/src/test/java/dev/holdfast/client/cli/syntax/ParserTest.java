package dev.holdfast.client.cli.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ParserTest {
    private static final Option TAG = Option.many("--tag", "TAG", "a tag").or("-t");
    private static final Option HOST = Option.one("--host", "NAME", "a host");
    private static final Option DRY = Option.flag("--dry-run", "changes nothing").or("-n");
    private static final Syntax SYNTAX = Syntax.of("try", "tries", Syntax.Needs.REPOSITORY)
            .options(TAG, HOST, DRY)
            .operands(Operands.atLeast(0, "WORD…"));

    private static Arguments parse(String... words) {
        return Parser.parse(SYNTAX, List.of(words));
    }

    private static String refused(String... words) {
        HoldfastException failure = assertThrows(HoldfastException.class, () -> parse(words));
        assertEquals(ErrorCode.INVALID_ARGUMENT, failure.code());
        return String.valueOf(failure.getMessage());
    }

    @Test
    void aValueMayFollowInEveryUsualForm() {
        for (String line : List.of("--tag a", "--tag=a", "-t a", "-ta", "-t=a")) {
            assertEquals(List.of("a"), parse(line.split(" ")).texts(TAG), line);
        }
    }

    @Test
    void aValueMayBeEmptyOrHoldEqualsSigns() {
        assertEquals(Optional.of(""), parse("--host=").text(HOST));
        assertEquals(Optional.of("a=b"), parse("--host=a=b").text(HOST));
        assertEquals(Optional.of(""), parse("--host", "").text(HOST));
    }

    @Test
    void theLastOfSeveralSingleValuesCounts() {
        assertEquals(Optional.of("b"), parse("--host", "a", "--host", "b").text(HOST));
    }

    @Test
    void repeatedValuesKeepTheirOrder() {
        assertEquals(List.of("b", "a", "c"), parse("-t", "b", "--tag=a", "-tc").texts(TAG));
    }

    @Test
    void flagsMayBeJoinedAndEndWithAValue() {
        Arguments arguments = parse("-nqt", "x");
        assertTrue(arguments.has(DRY) && arguments.has(CommonOptions.QUIET));
        assertEquals(List.of("x"), arguments.texts(TAG));
    }

    @Test
    void operandsMayStandAnywhere() {
        assertEquals(List.of("a", "b", "-", "c"), parse("a", "--dry-run", "b", "-", "--host", "h", "c").operands());
    }

    @Test
    void nothingBehindTwoDashesIsAnOption() {
        Arguments arguments = parse("a", "--", "--dry-run", "--", "-x");
        assertEquals(List.of("a", "--dry-run", "--", "-x"), arguments.operands());
        assertFalse(arguments.has(DRY));
    }

    @Test
    void aForgottenValueIsNoticed() {
        assertTrue(refused("--host").contains("needs a value"));
        assertTrue(refused("--host", "--dry-run").contains("--host=--dry-run"));
        assertEquals(Optional.of("--dry-run"), parse("--host=--dry-run").text(HOST));
    }

    @Test
    void aMisspeltOptionIsMetWithTheNearestOne() {
        assertTrue(refused("--tga", "x").contains("did you mean --tag?"));
        assertTrue(refused("--dry").contains("did you mean --dry-run?"));
        assertFalse(refused("--colour").contains("did you mean"));
    }

    @Test
    void helpIsReachedHoweverFewOperandsThereAre() {
        Syntax strict = Syntax.of("try", "tries", Syntax.Needs.NOTHING).operands(Operands.exactly(2, "A B"));
        assertTrue(Parser.parse(strict, List.of("--help")).has(CommonOptions.HELP));
        assertThrows(HoldfastException.class, () -> Parser.parse(strict, List.of("a")));
        assertThrows(HoldfastException.class, () -> Parser.parse(strict, List.of("a", "b", "c")));
    }

    @Test
    void slipsOfEveryKindCountOnce() {
        assertEquals(1, Nearest.slips("backup", "bakcup"));
        assertEquals(1, Nearest.slips("backup", "bakup"));
        assertEquals(1, Nearest.slips("backup", "backupp"));
        assertEquals(1, Nearest.slips("backup", "backip"));
        assertEquals(0, Nearest.slips("backup", "backup"));
        assertEquals(6, Nearest.slips("", "backup"));
    }
}
