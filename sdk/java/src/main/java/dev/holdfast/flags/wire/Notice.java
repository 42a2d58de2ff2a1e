package dev.holdfast.flags.wire;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.json.JsonText;
import dev.holdfast.control.flag.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What a server tells those who listen. */
public sealed interface Notice {
    /** There is something to ask for. */
    record Ask() implements Notice {}

    /** This is the present version. */
    record Present(FlagsVersion version) implements Notice {}

    /** Reads a message; empty for one that is no notice, or of a kind that is not known here. */
    static Optional<Notice> read(String message) {
        if (!(JsonText.value(message.getBytes(StandardCharsets.UTF_8)) instanceof Parsed.Document document)
                || !(document.value() instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        return switch (String.valueOf(map.get("type"))) {
            case "refetchEvaluation" -> Optional.of(new Ask());
            case "flagsVersion" -> FlagsVersion.read(String.valueOf(map.get("flagsVersion"))).map(Present::new);
            default -> Optional.empty();
        };
    }
}
