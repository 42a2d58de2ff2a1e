package dev.holdfast.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.control.config.Kind;
import dev.holdfast.control.config.Setting;
import dev.holdfast.control.config.SizeText;
import dev.holdfast.control.flag.json.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of settings that operators read says what the code does. */
final class ConfigurationDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
    private static final String START = "<!-- settings: checked against the code by ConfigurationDocumentTest -->\n";
    private static final String END = "<!-- end of settings -->";

    @Test
    void theTableOfSettingsIsTrue() throws IOException {
        String document = Files.readString(DOCUMENT);
        int start = document.indexOf(START) + START.length();
        assertEquals(table(), document.substring(start, document.indexOf(END, start)));
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| setting | for | values | default | what it does |\n|---|---|---|---|---|\n");
        ServerSettings.SCHEMA.settings().forEach(setting -> table.append(row(setting)));
        return table.toString();
    }

    private static String row(Setting<?> setting) {
        String place = switch (setting.about().applies()) {
            case SERVER -> "servers";
            case AGENT -> "agents";
        };
        String bounds = setting.kind().bounds().replace("*", "\\*");
        return "| `" + setting.name() + "` | " + place + " | " + bounds + " | " + usual(setting) + " | "
                + setting.about().description() + " |\n";
    }

    private static String usual(Setting<?> setting) {
        if (setting.kind() instanceof Kind.Size && setting.usual() instanceof Long bytes) {
            return SizeText.of(bytes);
        }
        return setting.usualJson() instanceof String text ? "`" + text + "`" : CanonicalJson.text(setting.usualJson());
    }
}
