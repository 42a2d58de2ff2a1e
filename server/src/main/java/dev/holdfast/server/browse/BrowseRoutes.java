package dev.holdfast.server.browse;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.id.SessionId;
import dev.holdfast.core.time.Clock;
import dev.holdfast.core.tree.Node;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.core.tree.StructureSource;
import dev.holdfast.engine.browse.DifferenceWalk;
import dev.holdfast.engine.browse.TreeDifference;
import dev.holdfast.engine.repository.SnapshotInfo;
import dev.holdfast.engine.repository.SnapshotPaths;
import dev.holdfast.server.api.Access;
import dev.holdfast.server.api.Answer;
import dev.holdfast.server.api.Call;
import dev.holdfast.server.api.Lane;
import dev.holdfast.server.api.Method;
import dev.holdfast.server.api.Paging;
import dev.holdfast.server.api.Reply;
import dev.holdfast.server.api.Role;
import dev.holdfast.server.api.Route;
import java.util.List;
import java.util.Optional;

/** The operations that look into snapshots. Agents have no part in them: they read with keys of their own. */
public final class BrowseRoutes {
    private static final String BASE = "/api/v1/tenants/{tenant}/browse";
    private static final Access READERS = new Access.InTenant(Role.READING);
    private static final int MOST_SNAPSHOTS_OF_A_HISTORY = 5_000;

    private final UnlockedRepositories repositories;
    private final SnapshotMakers makers;
    private final Clock clock;
    private final Downloads downloads;

    public BrowseRoutes(UnlockedRepositories repositories, SnapshotMakers makers, Clock clock) {
        this.repositories = repositories;
        this.makers = makers;
        this.clock = clock;
        this.downloads = new Downloads(repositories);
    }

    public List<Route> routes() {
        return List.of(snapshots(), snapshot(), entries(), history(), difference(), file(), zip());
    }

    private static Route.Draft draft(String path, String summary) {
        return Arguments.passphrase(Route.of(Method.GET, BASE + path, READERS, summary));
    }

    private Route snapshots() {
        return Arguments.page(draft("/snapshots", "Lists snapshots, newest first.")
                        .query("query", "Words that must be in host, user, paths, tags, or begin the id.")
                        .query("tag", "A tag that they must have.")
                        .query("host", "The machine they must be of.")
                        .query("agent", "The id of the agent that must have made them."))
                .answers(Answer.json(200, "Some snapshots.", SnapshotPage.class))
                .handle(this::snapshots);
    }

    private Reply snapshots(Call call) {
        SnapshotPage.Question question = new SnapshotPage.Question(
                text(call, "query"),
                text(call, "tag"),
                text(call, "host"),
                text(call, "agent"),
                text(call, "after"),
                Paging.limit(call, 100, 1_000));
        return repositories.read(Visitor.of(call), tenant -> {
            List<SnapshotInfo> all = tenant.snapshots();
            call.work().count("snapshots", all.size());
            return Reply.json(SnapshotPage.of(
                    all, makers.origins(call.tenant()), question, origin -> makers.named(call.tenant(), origin)));
        });
    }

    private static Optional<String> text(Call call, String name) {
        return call.query(name).filter(text -> !text.isBlank());
    }

    private Route snapshot() {
        return draft("/snapshots/{id}", "Shows one snapshot.")
                .answers(Answer.json(200, "The snapshot.", SnapshotView.class))
                .handle(call -> repositories.read(Visitor.of(call), tenant -> {
                    SessionId id = Arguments.snapshot(call.path("id"));
                    return Reply.json(SnapshotView.of(
                            tenant.snapshot(id), makers.of(call.tenant(), id)));
                }));
    }

    private Route entries() {
        return Arguments.page(Arguments.path(draft("/snapshots/{id}/entries", "Lists a directory, in the order of names."))
                        .query("filter", "Text that a name must contain, without regard to case."))
                .answers(Answer.json(200, "Some entries.", EntryPage.class))
                .handle(this::entries);
    }

    private Reply entries(Call call) {
        EntryPage.Question question = new EntryPage.Question(
                Arguments.pathOrRoot(call), text(call, "after"), text(call, "filter"), Paging.limit(call, 1_000, 5_000));
        return repositories.read(Visitor.of(call), tenant -> {
            SnapshotInfo snapshot = tenant.snapshot(Arguments.snapshot(call.path("id")));
            EntryPage page = EntryPage.read(
                    tenant.repository().structures(), snapshot.manifest(), question, Budget.ofPage(clock));
            call.work().count("entries", page.entries().size());
            return Reply.json(page);
        });
    }

    private Route history() {
        return Arguments.path(draft("/history", "Shows what stood at one path, version by version, newest first."))
                .query("host", "The machine whose snapshots are meant; all if it is left out.")
                .answers(Answer.json(200, "The versions.", HistoryView.class))
                .handle(this::history);
    }

    private Reply history(Call call) {
        RawPath path = Arguments.path(call)
                .filter(given -> !given.equals(RawPath.ROOT))
                .orElseThrow(() -> BrowseFailures.invalid("no path was given, or only /", "name a path below /"));
        Optional<String> host = text(call, "host");
        return repositories.read(Visitor.of(call), tenant -> {
            List<SnapshotInfo> snapshots = tenant.snapshots().stream()
                    .filter(snapshot -> host.map(snapshot.manifest().host()::equals).orElse(true))
                    .toList();
            call.work().count("snapshots", Math.min(snapshots.size(), MOST_SNAPSHOTS_OF_A_HISTORY));
            return Reply.json(HistoryView.read(
                    tenant.repository().structures(), path, snapshots, MOST_SNAPSHOTS_OF_A_HISTORY));
        });
    }

    private Route difference() {
        return Arguments.page(Arguments.path(draft("/diff", "Compares two snapshots, or what they have at one path."))
                        .query("from", "The snapshot before.")
                        .query("to", "The snapshot after."))
                .answers(Answer.json(200, "Some differences; with the last page, what there is in all.", DifferencePage.class))
                .handle(this::difference);
    }

    private Reply difference(Call call) {
        SessionId from = Arguments.snapshot(call, "from");
        SessionId to = Arguments.snapshot(call, "to");
        RawPath path = Arguments.pathOrRoot(call);
        int limit = Paging.limit(call, 1_000, 5_000);
        return repositories.read(Visitor.of(call), tenant -> {
            StructureSource structures = tenant.repository().structures();
            DifferencePage page = DifferencePage.read(
                    structures,
                    comparison(structures, tenant.snapshot(from), tenant.snapshot(to), path),
                    text(call, "after"),
                    limit,
                    Budget.ofPage(clock));
            call.work().count("changes", page.changes().size());
            return Reply.json(page);
        });
    }

    private static DifferencePage.Comparison comparison(
            StructureSource structures, SnapshotInfo from, SnapshotInfo to, RawPath path) {
        if (path.equals(RawPath.ROOT)) {
            DifferenceWalk.Trees trees =
                    new DifferenceWalk.Trees(Optional.of(from.manifest().tree()), Optional.of(to.manifest().tree()));
            return new DifferencePage.Comparison(Optional.empty(), trees, path);
        }
        Optional<Node> before = find(structures, from, path);
        Optional<Node> after = find(structures, to, path);
        if (before.isEmpty() && after.isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.PATH_NOT_FOUND, "neither snapshot has anything at " + path, "compare a path that one of them has");
        }
        return new DifferencePage.Comparison(
                TreeDifference.change(path, before, after), DifferenceWalk.Trees.of(before, after), path);
    }

    private static Optional<Node> find(StructureSource structures, SnapshotInfo snapshot, RawPath path) {
        try {
            return new SnapshotPaths(structures).find(snapshot.manifest(), path);
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.PATH_NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Route file() {
        return Arguments.path(draft("/snapshots/{id}/file", "Downloads a file."))
                .header("Range", "A single range of bytes.")
                .lane(Lane.DOWNLOAD)
                .answers(Answer.bytes(200, "The whole file.", "application/octet-stream"))
                .answers(Answer.bytes(206, "The range that was asked for.", "application/octet-stream"))
                .answers(Answer.empty(416, "The file has nothing in that range."))
                .handle(call -> downloads.file(wanted(call), call.header("Range")));
    }

    private Route zip() {
        return Arguments.path(draft("/snapshots/{id}/zip", "Downloads a directory, or anything else, as a zip archive."))
                .lane(Lane.DOWNLOAD)
                .answers(Answer.bytes(200, "The archive.", "application/zip"))
                .handle(call -> downloads.zip(wanted(call)));
    }

    private static Downloads.Wanted wanted(Call call) {
        return new Downloads.Wanted(
                Visitor.of(call), Arguments.snapshot(call.path("id")), Arguments.pathOrRoot(call), call.work());
    }
}
