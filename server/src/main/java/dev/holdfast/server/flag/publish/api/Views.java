package dev.holdfast.server.flag.publish.api;

import dev.holdfast.control.flag.FlagsVersion;
import dev.holdfast.control.flag.definition.Problem;
import dev.holdfast.control.flag.edit.Differences;
import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.EnvironmentSettings;
import dev.holdfast.server.flag.publish.LiveEnvironment;
import dev.holdfast.server.flag.publish.Publication;
import dev.holdfast.server.http.ErrorBody;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Flags as the API shows them. */
public final class Views {
    private Views() {}

    /**
     * An environment.
     *
     * @param approval {@code none} or {@code four_eyes}
     * @param evaluation {@code known} or {@code open}
     * @param endpoint where its flags are evaluated, as a path of this server
     */
    public record EnvironmentView(
            String project,
            String name,
            String approval,
            String evaluation,
            List<String> origins,
            String flagsVersion,
            long sequence,
            int flags,
            String endpoint) {
        static EnvironmentView of(LiveEnvironment environment) {
            EnvironmentSettings settings = environment.settings();
            FlagsVersion version = environment.current().version();
            return new EnvironmentView(
                    environment.id().project(),
                    environment.id().environment(),
                    lower(settings.approval()),
                    lower(settings.evaluation()),
                    settings.origins(),
                    version.toString(),
                    version.sequence(),
                    environment.current().keys().size(),
                    "/flags/" + environment.id());
        }
    }

    /** A version with who made it and why. */
    public record VersionView(
            String flagsVersion,
            long sequence,
            Instant time,
            String author,
            Optional<String> approver,
            String reason,
            String origin,
            List<String> changed) {
        static VersionView of(Publication publication) {
            return new VersionView(
                    publication.version().toString(),
                    publication.version().sequence(),
                    publication.time(),
                    publication.note().author().name(),
                    publication.note().approver().map(Author::name),
                    publication.note().reason().text(),
                    lower(publication.note().origin()),
                    publication.changed());
        }
    }

    /**
     * What came of a change.
     *
     * @param outcome "published", or "unchanged" if it was so already
     * @param changed the flags that give something else now
     */
    public record Result(String outcome, String flagsVersion, long sequence, List<String> changed) {}

    /** Where two versions differ. */
    public record DifferenceView(
            String kind, String part, String name, @Nullable Object before, @Nullable Object after, List<String> places) {
        static DifferenceView of(Differences.Difference difference) {
            return new DifferenceView(
                    lower(difference.kind()),
                    difference.part(),
                    difference.name(),
                    FlagPaths.shown(difference.before()),
                    FlagPaths.shown(difference.after()),
                    difference.places());
        }
    }

    /** A reason why a document cannot be served. */
    public record ProblemView(String pointer, int line, int column, String message, String next) {
        static ProblemView of(Problem problem) {
            return new ProblemView(problem.pointer().text(), problem.place().line(), problem.place().column(), problem.message(), problem.next());
        }
    }

    /** The answer to a document that cannot be served: a failure like any other, and all reasons. */
    public record Refused(ErrorBody.Fault error, List<ProblemView> problems) {}

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
