package dev.holdfast.server.job;

import java.util.Map;

/**
 * Does the jobs of one kind. A job may be run again after it was cut short, so whatever a handler does is fine to be done twice. Called by
 * several threads at once, never for the same kind and tenant.
 */
public interface JobHandler {
    JobKind kind();

    /** Does a job and tells what came of it, with names of lower-case words with {@code _}. */
    Map<String, Object> run(JobRun run);
}
