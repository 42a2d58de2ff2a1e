package dev.holdfast.server.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A job.
 *
 * @param number counts up, in the order of submission
 * @param status how far it has come
 */
public record Job(String id, long number, JobRequest request, Instant created, Status status) {
    /**
     * How far a job has come.
     *
     * @param version counts the changes of state
     * @param attempts how often it was taken up
     * @param owner who runs it: the start of the server that took it up
     * @param wanted whether it is still wanted
     * @param result what came of it
     * @param failure why it failed, or why the last attempt did
     */
    public record Status(
            JobState state,
            long version,
            int attempts,
            String owner,
            Wanted wanted,
            Progress progress,
            Optional<Instant> started,
            Optional<Instant> ended,
            Optional<Map<String, Object>> result,
            Optional<Failure> failure) {
        static final Status INITIAL = new Status(
                JobState.QUEUED,
                0,
                0,
                "",
                Wanted.YES,
                Progress.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        Status taken(String by, Instant now) {
            return new Status(
                    JobState.RUNNING,
                    version + 1,
                    attempts + 1,
                    by,
                    wanted,
                    Progress.NONE,
                    started.or(() -> Optional.of(now)),
                    Optional.empty(),
                    Optional.empty(),
                    failure);
        }

        Status queuedAgain(int attemptsSoFar, Optional<Failure> why) {
            return new Status(
                    JobState.QUEUED,
                    version + 1,
                    attemptsSoFar,
                    "",
                    wanted,
                    Progress.NONE,
                    started,
                    Optional.empty(),
                    Optional.empty(),
                    why);
        }

        Status unwanted() {
            return new Status(state, version + 1, attempts, owner, Wanted.NO, progress, started, ended, result, failure);
        }

        Status ended(JobState end, Instant now, Optional<Map<String, Object>> with, Optional<Failure> why) {
            return new Status(end, version + 1, attempts, owner, wanted, progress, started, Optional.of(now), with, why);
        }

        Status with(Progress other) {
            return new Status(state, version, attempts, owner, wanted, other, started, ended, result, failure);
        }
    }

    /** Whether a job is still wanted. */
    public enum Wanted {
        YES,
        /** It was cancelled while it ran, and ends when whoever runs it hears of that. */
        NO
    }

    /**
     * Steps done of all; a total of 0 means unknown.
     *
     * @param unit what is counted
     */
    public record Progress(long done, long total, String unit) {
        static final Progress NONE = new Progress(0, 0, "");
    }

    /**
     * Why a job failed.
     *
     * @param code an error code in lower case
     * @param message for people
     */
    public record Failure(String code, String message) {}

    public JobState state() {
        return status.state();
    }

    Job with(Status other) {
        return new Job(id, number, request, created, other);
    }
}
