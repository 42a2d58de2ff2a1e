package dev.holdfast.server.config;

import dev.holdfast.control.config.ConfigurationDocument;
import dev.holdfast.control.config.ConfigurationVersion;
import java.time.Instant;

/**
 * A configuration that was published.
 *
 * @param document what of it this program understands
 * @param published when; the epoch for the one before anything was
 * @param by who, as people call them
 * @param reason why
 */
public record Publication(ConfigurationVersion version, ConfigurationDocument document, Instant published, String by, String reason) {
    /** Before anything was published: all defaults. */
    static final Publication NOTHING =
            new Publication(ConfigurationDocument.EMPTY.version(0), ConfigurationDocument.EMPTY, Instant.EPOCH, "", "");
}
