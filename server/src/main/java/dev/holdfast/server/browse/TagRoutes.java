package dev.holdfast.server.browse;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.protocol.Snapshot;
import dev.holdfast.core.protocol.SnapshotLabels;
import dev.holdfast.core.tree.Manifest;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.BodyRule;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import java.util.List;

/**
 * The operation that gives a snapshot other tags. Tags are sealed like the rest of a snapshot, so the server can write them only while the
 * repository is unlocked; who has the key elsewhere seals them there and changes the labels of the snapshot itself.
 */
public final class TagRoutes {
    private static final int MOST_TAGS = 100;
    private static final int LONGEST_TAG = 1024;

    private final UnlockedRepositories repositories;
    private final SnapshotMakers makers;
    private final Relabelling relabelling;

    /** Gives a snapshot other labels; the version that was read must still be the present one. */
    @FunctionalInterface
    public interface Relabelling {
        Snapshot apply(Call call, Snapshot snapshot, SnapshotLabels labels);
    }

    /** All tags that the snapshot is to have. */
    public record TagChange(List<String> tags) {
        public TagChange {
            tags = tags.stream().map(String::strip).distinct().toList();
            if (tags.size() > MOST_TAGS || !tags.stream().allMatch(TagChange::isTag)) {
                throw BrowseFailures.invalid(
                        "these are not tags",
                        "give at most " + MOST_TAGS + ", none of them empty, longer than " + LONGEST_TAG
                                + " characters, or with a comma or a control character in it");
            }
        }

        /** As the command line has it, which separates tags by commas. */
        private static boolean isTag(String text) {
            return !text.isEmpty()
                    && text.length() <= LONGEST_TAG
                    && text.indexOf(',') < 0
                    && text.chars().noneMatch(Character::isISOControl);
        }
    }

    public TagRoutes(UnlockedRepositories repositories, SnapshotMakers makers, Relabelling relabelling) {
        this.repositories = repositories;
        this.makers = makers;
        this.relabelling = relabelling;
    }

    public List<Route> routes() {
        return List.of(Arguments.passphrase(Route.of(
                        Method.PATCH,
                        "/api/v1/tenants/{tenant}/browse/snapshots/{id}",
                        new Access.InTenant(Role.OPERATING),
                        "Gives a snapshot other tags."))
                .takes(BodyRule.json(TagChange.class))
                .header("If-Match", "the version that was read, in quotes")
                .answers(Answer.json(200, "The snapshot as it is now.", SnapshotView.class))
                .handle(this::change));
    }

    private Reply change(Call call) {
        TagChange change = call.json(TagChange.class);
        long expected = Arguments.version(call);
        SessionId id = Arguments.snapshot(call.path("id"));
        return repositories.read(Visitor.of(call), tenant -> {
            SnapshotInfo snapshot = tenant.snapshot(id);
            // The answer to the same request may have got lost: then all is as it asks for.
            boolean isDone = snapshot.row().version() == expected + 1 && snapshot.tags().equals(change.tags());
            if (snapshot.row().version() != expected && !isDone) {
                throw changed(snapshot);
            }
            if (!isDone && !snapshot.tags().equals(change.tags())) {
                byte[] sealed = tenant.repository().seal(Manifest.encodeTags(change.tags()));
                relabelling.apply(
                        call, snapshot.row(), new SnapshotLabels(snapshot.row().labels().protection(), sealed));
            }
            return Reply.json(SnapshotView.of(tenant.snapshot(id), makers.of(call.tenant(), id)));
        });
    }

    private static HoldfastException changed(SnapshotInfo snapshot) {
        return new HoldfastException(
                ErrorCode.CHANGED_MEANWHILE,
                "snapshot " + snapshot.id() + " was changed meanwhile and has version " + snapshot.row().version() + " now",
                "read it again, then repeat the change");
    }
}
