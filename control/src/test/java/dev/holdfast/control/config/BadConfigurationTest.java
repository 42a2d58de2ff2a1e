package dev.holdfast.control.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadConfigurationTest {
    static Stream<Arguments> slips() {
        return Stream.of(
                Arguments.of("[]", "", "JSON object"),
                Arguments.of("{}", "", "'settings' is missing"),
                Arguments.of("{\"settings\": {}, \"setting\": {}}", "/setting", "did you mean 'settings'?"),
                Arguments.of(one("limit.upload.place", "{\"value\": 3}"), "/settings/limit.upload.place", "did you mean 'limit.upload.places'?"),
                Arguments.of(one("limit.upload.places", "3"), "/settings/limit.upload.places", "write {\"value\": …}"),
                Arguments.of(one("limit.upload.places", "{}"), "/settings/limit.upload.places", "neither a value nor a stage"),
                Arguments.of(one("limit.upload.places", "{\"value\": 3, \"stages\": {}}"), "/settings/limit.upload.places/stages", "did you mean 'stage'?"),
                Arguments.of(one("limit.upload.places", "{\"value\": 0}"), "/settings/limit.upload.places/value", "1 to 1000 requests"),
                Arguments.of(one("limit.upload.places", "{\"value\": 1001}"), "/settings/limit.upload.places/value", "1001 is out of bounds"),
                Arguments.of(one("limit.upload.places", "{\"value\": 1.5}"), "/settings/limit.upload.places/value", "no whole number"),
                Arguments.of(one("limit.upload.places", "{\"value\": \"3\"}"), "/settings/limit.upload.places/value", "no whole number"),
                Arguments.of(one("limit.upload.places", "{\"value\": null}"), "/settings/limit.upload.places/value", "no whole number"),
                Arguments.of(one("limit.upload.places", "{\"value\": 1e300}"), "/settings/limit.upload.places/value", "out of bounds"),
                Arguments.of(one("limit.upload.patience", "{\"value\": \"5m\"}"), "/settings/limit.upload.patience/value", "min is minutes"),
                Arguments.of(one("limit.upload.patience", "{\"value\": \"2min\"}"), "/settings/limit.upload.patience/value", "500ms to 1min"),
                Arguments.of(one("limit.upload.patience", "{\"value\": 5}"), "/settings/limit.upload.patience/value", "no length of time"),
                Arguments.of(one("disk.buffer", "{\"value\": \"1.5M\"}"), "/settings/disk.buffer/value", "no number of bytes"),
                Arguments.of(one("disk.buffer", "{\"value\": \"2G\"}"), "/settings/disk.buffer/value", "1K to 1G"),
                Arguments.of(one("disk.buffer", "{\"value\": 1025}"), "/settings/disk.buffer/value", "no multiple of 1K"),
                Arguments.of(one("job.paused", "{\"value\": \"true\"}"), "/settings/job.paused/value", "neither true nor false"),
                Arguments.of(one("log.level", "{\"value\": \"warnings\"}"), "/settings/log.level/value", "did you mean 'warning'?"),
                Arguments.of(one("log.level", "{\"value\": 3}"), "/settings/log.level/value", "info, warning, error"),
                Arguments.of(one("job.when", "{\"value\": \"noon\"}"), "/settings/job.when/value", "03:30"),
                Arguments.of(one("log.quiet", "{\"value\": [\"/a\", \"/a\"]}"), "/settings/log.quiet/value", "each once"),
                Arguments.of(one("log.quiet", "{\"value\": [\"/a\", \"/b\", \"/c\", \"/d\"]}"), "/settings/log.quiet/value", "at most 3"),
                Arguments.of(one("log.quiet", "{\"value\": \"/a\"}"), "/settings/log.quiet/value", "no list of texts"),
                Arguments.of(one("log.level", "{\"stage\": 5}"), "/settings/log.level/stage", "JSON object"),
                Arguments.of(one("log.level", "{\"stage\": {\"percent\": 5}}"), "/settings/log.level/stage", "lacks the value"),
                Arguments.of(one("log.level", "{\"stage\": {\"value\": \"error\"}}"), "/settings/log.level/stage", "reaches nobody"),
                Arguments.of(one("log.level", "{\"stage\": {\"value\": \"error\", \"percent\": 0}}"), "/settings/log.level/stage", "reaches nobody"),
                Arguments.of(one("log.level", "{\"stage\": {\"value\": \"eror\", \"percent\": 5}}"), "/settings/log.level/stage/value", "did you mean 'error'?"),
                Arguments.of(one("log.level", "{\"stage\": {\"value\": \"error\", \"percent\": 101}}"), "/settings/log.level/stage/percent", "from 0 to 100"),
                Arguments.of(one("log.level", "{\"stage\": {\"value\": \"error\", \"percent\": 0.5}}"), "/settings/log.level/stage/percent", "from 0 to 100"),
                Arguments.of(one("log.level", "{\"stage\": {\"value\": \"error\", \"cells\": []}}"), "/settings/log.level/stage/cells", "list of 1 to"),
                Arguments.of(one("log.level", "{\"stage\": {\"value\": \"error\", \"cells\": [\"a\", \"a\"]}}"), "/settings/log.level/stage/cells/1", "stands twice"),
                Arguments.of(one("log.level", "{\"stage\": {\"value\": \"error\", \"cells\": [\"A\"]}}"), "/settings/log.level/stage/cells/0", "no name of a cell"),
                Arguments.of(one("log.level", "{\"stage\": {\"value\": \"error\", \"percent\": 5, \"cell\": [\"a\"]}}"), "/settings/log.level/stage/cell", "did you mean 'cells'?"));
    }

    private static String one(String name, String entry) {
        return "{\"settings\": {\n  \"" + name + "\": " + entry + "\n}}";
    }

    @ParameterizedTest
    @MethodSource("slips")
    void everySlipIsNamedWithItsPlaceAndWhatToWrite(String json, String pointer, String words) {
        ConfigurationDocument.Checked checked = Samples.read(json);
        assertTrue(
                checked.problems().stream().anyMatch(problem -> problem.pointer().text().equals(pointer) && problem.toString().contains(words)),
                checked.problems().toString());
        assertEquals(ConfigurationDocument.EMPTY, checked.sound(), "nothing of it would be taken");
    }

    @Test
    void aSlipTellsLineAndColumn() {
        assertEquals(3, Samples.read("{\"settings\": {\n \"log.level\": {\n   \"value\": \"erorr\"}}}").problems().getFirst().place().line());
    }

    @Test
    void whatIsNotJsonOrTooLongIsRefused() {
        assertFalse(Samples.read("{\"settings\": ").problems().isEmpty());
        assertFalse(Samples.read("{\"settings\": {\"log.level\": {\"value\": \"info\"}, \"log.level\": {\"value\": \"info\"}}}").problems().isEmpty());
        assertFalse(Samples.read("{\"settings\": {}}" + " ".repeat(ConfigurationDocument.LIMIT_BYTES)).problems().isEmpty());
    }

    @Test
    void allSlipsAreToldAndSoundSettingsBesideThemStay() {
        ConfigurationDocument.Checked checked = Samples.read(
                "{\"settings\": {\"log.level\": {\"value\": \"error\"}, \"log.levels\": {\"value\": \"error\"}, \"job.paused\": {\"value\": 1}}}");
        assertEquals(2, checked.problems().size());
        assertEquals(List.of("log.level"), List.copyOf(checked.sound().entries().keySet()));
    }

    @Test
    void aSettingWhoseDefaultIsOutOfItsOwnBoundsCannotBeDeclared() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Setting.server("a.b", new Kind.Whole("things", 1, 2), 3L, "a", "Never declared."));
        assertThrows(
                IllegalArgumentException.class,
                () -> Setting.server("a.b", new Kind.Truth(), true, "a", "Never true.").where(value -> Optional.of("it is never true")));
        assertThrows(IllegalArgumentException.class, () -> Schema.of(List.of(Samples.LEVEL, Samples.LEVEL)));
    }
}
