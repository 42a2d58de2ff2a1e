package dev.holdfast.server.fleet;

import java.time.Instant;
import java.util.Optional;

/**
 * How one backup went, by the agent's account.
 *
 * @param snapshot id of the snapshot it made, if it did
 * @param bytes length of everything in it
 * @param newBytes length of what was not there before
 * @param storedBytes what that added to the store
 */
public record BackupReport(
        String schedule,
        Instant started,
        Instant ended,
        Agent.Outcome outcome,
        Optional<String> snapshot,
        Optional<Agent.Problem> error,
        long files,
        long bytes,
        long newBytes,
        long storedBytes) {}
