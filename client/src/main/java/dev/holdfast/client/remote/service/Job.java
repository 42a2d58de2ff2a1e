package dev.holdfast.client.remote.service;

import dev.holdfast.client.remote.json.JsonObject;
import java.util.Optional;

/**
 * Work that the server does, as it stands.
 *
 * @param done how much is done, in {@code unit}
 * @param total how much there is to do, 0 if that is not known
 * @param result what came of it, once it has succeeded
 * @param error what went wrong, once it has failed
 */
public record Job(
        String id, String kind, State state, long done, long total, String unit, Optional<JsonObject> result, Optional<JsonObject> error) {
    /** How far a job has come. */
    public enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED,
        /** A state of a later version. */
        OTHER;

        static State of(String text) {
            for (State state : values()) {
                if (state.name().equalsIgnoreCase(text)) {
                    return state;
                }
            }
            return OTHER;
        }
    }

    static Job read(JsonObject job) {
        Optional<JsonObject> progress = job.optionalObject("progress");
        return new Job(
                job.text("id"),
                job.textOrEmpty("kind"),
                State.of(job.textOrEmpty("state")),
                progress.map(at -> at.optionalNumber("done").orElse(0)).orElse(0L),
                progress.map(at -> at.optionalNumber("total").orElse(0)).orElse(0L),
                progress.map(at -> at.textOrEmpty("unit")).orElse(""),
                job.optionalObject("result"),
                job.optionalObject("error"));
    }

    /** Whether nothing more will happen to it. */
    public boolean isOver() {
        return state == State.SUCCEEDED || state == State.FAILED || state == State.CANCELLED;
    }
}
