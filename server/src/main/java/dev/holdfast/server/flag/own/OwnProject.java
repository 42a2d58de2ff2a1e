package dev.holdfast.server.flag.own;

import dev.holdfast.control.flag.RuleSet;
import dev.holdfast.control.flag.definition.FlagDocument;
import dev.holdfast.control.flag.edit.FlagEdit;
import dev.holdfast.control.flag.edit.FlagJson;
import dev.holdfast.control.own.OwnFlag;
import dev.holdfast.flags.Defaults;
import dev.holdfast.server.api.Caller;
import dev.holdfast.server.flag.publish.Author;
import dev.holdfast.server.flag.publish.Draft;
import dev.holdfast.server.flag.publish.EnvironmentId;
import dev.holdfast.server.flag.publish.EnvironmentSettings;
import dev.holdfast.server.flag.publish.FlagEnvironments;
import dev.holdfast.server.flag.publish.LiveEnvironment;
import dev.holdfast.server.flag.publish.Proposal;
import dev.holdfast.server.flag.publish.Publication;
import dev.holdfast.server.flag.publish.PublishOutcome;
import dev.holdfast.server.flag.publish.Reason;
import dev.holdfast.server.telemetry.StructuredLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The project of the program's own flags. It is made at the first start; flags that a newer program brings are added, and what anybody has
 * published about a flag, its removal included, stays.
 */
public final class OwnProject {
    /** Where they are. */
    public static final EnvironmentId ID = new EnvironmentId(OwnFlag.PROJECT, OwnFlag.ENVIRONMENT);

    private static final String DOCUMENT = "holdfast-flags.json";
    private static final Publication.Note NOTE = Publication.Note.of(
            new Author(Caller.Kind.SERVER, "holdfast", "holdfast"), new Reason("flags that came with this program"), Publication.Origin.EDIT);

    private OwnProject() {}

    /** The document that ships in the program. */
    public static FlagDocument shipped() {
        return Defaults.resource(OwnProject.class, DOCUMENT);
    }

    /** Sees that the project is there with all flags that were never in it. Where they cannot be published, the program's own defaults hold. */
    public static LiveEnvironment prepare(FlagEnvironments environments, StructuredLog log) {
        return prepare(environments, shipped(), log);
    }

    static LiveEnvironment prepare(FlagEnvironments environments, FlagDocument shipped, StructuredLog log) {
        LiveEnvironment environment = environments.find(ID).orElseGet(() -> made(environments));
        List<FlagEdit> missing = missing(environment.current(), shipped);
        if (!missing.isEmpty()) {
            switch (environments.publish(ID, Proposal.of(Draft.edits(missing), NOTE))) {
                case PublishOutcome.Published published -> log.event(
                        StructuredLog.Level.INFO, "own_flags_added", Map.of("flags", String.join(", ", published.publication().changed())));
                case PublishOutcome.Unchanged same -> {
                    // Somebody else added them meanwhile.
                }
                case PublishOutcome.Outdated outdated -> failed(log, "the database has another version than memory");
                case PublishOutcome.Refused refused -> failed(log, refused.problems().getFirst().toString());
                case PublishOutcome.Inapplicable unfit -> failed(log, unfit.message());
            }
        }
        return environment;
    }

    private static LiveEnvironment made(FlagEnvironments environments) {
        if (!environments.projects().contains(ID.project())) {
            environments.addProject(ID.project());
        }
        return environments.add(ID, EnvironmentSettings.INITIAL);
    }

    /** Whatever was published under a flag's name is in the changes, even if it was removed since. */
    private static List<FlagEdit> missing(RuleSet current, FlagDocument shipped) {
        Map<String, Object> definitions = FlagJson.object(FlagJson.object(shipped.json()).get("flags"));
        List<FlagEdit> missing = new ArrayList<>();
        definitions.forEach((key, definition) -> {
            if (!current.changes().since().containsKey(key)) {
                missing.add(new FlagEdit.Put(key, FlagJson.object(definition)));
            }
        });
        return missing;
    }

    private static void failed(StructuredLog log, String why) {
        log.event(StructuredLog.Level.WARNING, "own_flags_not_added", Map.of("why", why));
    }
}
