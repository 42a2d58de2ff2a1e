package dev.holdfast.server.fleet;

import dev.holdfast.core.protocol.BackupTotals;
import dev.holdfast.server.tenant.TenantName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A machine that is backed up.
 *
 * @param name unique in its tenant; that of its first token
 * @param machine what it says about itself
 * @param lastSeen when it last called
 * @param history what it reported
 */
public record Agent(
        TenantName tenant,
        String id,
        String name,
        Instant registered,
        Machine machine,
        Optional<Instant> lastSeen,
        History history) {
    /** What an agent says about itself. */
    public record Machine(String host, String version, String platform, List<Schedule> schedules) {
        /** Before it has said anything. */
        public static final Machine UNKNOWN = new Machine("", "", "", List.of());

        public Machine {
            schedules = List.copyOf(schedules);
        }

        /** This, or what a backup tells of a machine that never said anything. */
        Machine orElse(CommittedBackup backup) {
            return host.isEmpty() && version.isEmpty() ? new Machine(backup.host(), backup.version(), platform, schedules) : this;
        }

        /** When its next backup is due by its own account. */
        public Optional<Instant> nextDue() {
            return schedules.stream().flatMap(schedule -> schedule.next().stream()).min(Comparator.naturalOrder());
        }
    }

    /**
     * When an agent backs up what.
     *
     * @param next when it is due next, by the agent's account
     */
    public record Schedule(String name, String cron, List<String> paths, Optional<Instant> next) {
        public Schedule {
            paths = List.copyOf(paths);
        }
    }

    /**
     * What an agent reported so far.
     *
     * @param bytes length of everything in the last complete backup
     * @param storedBytes what all backups together added to the store
     */
    public record History(
            Optional<Instant> lastSuccess,
            Optional<Outcome> lastOutcome,
            Optional<Problem> lastError,
            long bytes,
            long storedBytes) {
        /** Nothing. */
        public static final History NONE = new History(Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);

        /** With a backup that was committed; the moment of that is the server's. */
        History with(CommittedBackup backup) {
            return new History(
                    Optional.of(backup.time()),
                    Optional.of(backup.outcome()),
                    Optional.empty(),
                    backup.totals().map(BackupTotals::sourceBytes).orElse(bytes),
                    storedBytes + backup.storedBytes());
        }

        /** Without bytes that were counted when a backup was committed, before its report came. */
        History without(long countedBytes) {
            return new History(lastSuccess, lastOutcome, lastError, bytes, storedBytes - countedBytes);
        }

        /**
         * A machine whose clock is ahead must not look as if it had succeeded later than now, nor one whose clock is behind or whose
         * report is late as if it had succeeded earlier than the server saw.
         */
        History with(BackupReport report, Instant now) {
            Instant ended = report.ended().isAfter(now) ? now : report.ended();
            boolean isSuccess = report.outcome() == Outcome.COMPLETE || report.outcome() == Outcome.INCOMPLETE;
            return new History(
                    isSuccess ? Optional.of(lastSuccess.filter(ended::isBefore).orElse(ended)) : lastSuccess,
                    Optional.of(report.outcome()),
                    report.outcome() == Outcome.COMPLETE ? Optional.empty() : report.error(),
                    isSuccess ? report.bytes() : bytes,
                    storedBytes + report.storedBytes());
        }
    }

    /** How a backup ended. */
    public enum Outcome {
        COMPLETE,
        /** A snapshot was made, and some files could not be read. */
        INCOMPLETE,
        FAILED,
        INTERRUPTED
    }

    /** What went wrong, with an error code in lower case. */
    public record Problem(String code, String message) {}

    Agent with(Machine other) {
        return new Agent(tenant, id, name, registered, other, lastSeen, history);
    }

    Agent with(History other) {
        return new Agent(tenant, id, name, registered, machine, lastSeen, other);
    }

    Agent seenAt(Instant moment) {
        return new Agent(tenant, id, name, registered, machine, Optional.of(moment), history);
    }
}
