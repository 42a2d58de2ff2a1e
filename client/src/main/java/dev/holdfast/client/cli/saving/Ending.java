package dev.holdfast.client.cli.saving;

import dev.holdfast.client.backup.BackupReport;
import dev.holdfast.client.cli.syntax.ExitCode;
import dev.holdfast.core.error.HoldfastException;
import java.util.Optional;

/** How a backup ended. */
public record Ending(ExitCode code, Optional<BackupReport> report, Optional<HoldfastException> failure) {}
