package dev.holdfast.client.cli.saving;

import dev.holdfast.client.backup.BackupRequest;
import dev.holdfast.client.backup.ScanRules;
import dev.holdfast.client.cli.invocation.HostName;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.PatternArguments;
import dev.holdfast.client.cli.invocation.TagArguments;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.core.tree.Timestamp;
import dev.holdfast.engine.repository.Repository;
import dev.holdfast.engine.select.PathRules;
import dev.holdfast.engine.select.SizeLimit;
import dev.holdfast.engine.text.Sizes;
import dev.holdfast.engine.text.Times;
import java.time.Instant;

/** What the arguments of a backup say but for its source. */
final class RequestArguments {
    private static final PatternArguments PATTERNS = new PatternArguments(
            BackupOptions.EXCLUDE, BackupOptions.EXCLUDE_FROM, BackupOptions.INCLUDE, BackupOptions.INCLUDE_FROM);

    private final Invocation invocation;
    private final Arguments arguments;

    RequestArguments(Invocation invocation) {
        this.invocation = invocation;
        this.arguments = invocation.arguments();
    }

    /** Fails on values that mean nothing. */
    void check() {
        time();
        limit();
        TagArguments.of(arguments.texts(BackupOptions.TAG));
        if (arguments.has(BackupOptions.PARENT) && arguments.has(BackupOptions.FORCE)) {
            throw Usage.error("backup", "--force compares with no snapshot, so --parent cannot name one");
        }
    }

    BackupRequest request(BackupRequest.Sources sources, Repository repository) {
        return new BackupRequest(sources, identity(), scan(), parent(repository), effect());
    }

    private BackupRequest.Identity identity() {
        Instant time = time();
        return new BackupRequest.Identity(
                new Timestamp(time.getEpochSecond(), time.getNano()),
                arguments.text(BackupOptions.HOST).orElseGet(() -> HostName.of(invocation.surroundings())),
                System.getProperty("user.name", ""),
                TagArguments.of(arguments.texts(BackupOptions.TAG)));
    }

    private Instant time() {
        Instant now = invocation.clock().now();
        return arguments.text(BackupOptions.TIME).map(text -> Times.parse(text, now, invocation.zone())).orElse(now);
    }

    private SizeLimit limit() {
        return arguments.text(BackupOptions.EXCLUDE_LARGER).map(Sizes::parse).map(SizeLimit::new).orElse(SizeLimit.NONE);
    }

    private ScanRules scan() {
        PathRules selection = PATTERNS.rules(invocation);
        ScanRules.Change change = arguments.has(BackupOptions.IGNORE_CTIME)
                ? ScanRules.Change.TIME_AND_SIZE
                : arguments.has(BackupOptions.IGNORE_INODE) ? ScanRules.Change.IGNORE_INODE : ScanRules.Change.FULL;
        return new ScanRules(
                selection,
                arguments.has(BackupOptions.ONE_FILE_SYSTEM) ? ScanRules.Mounts.STAY : ScanRules.Mounts.ENTER,
                arguments.has(BackupOptions.EXCLUDE_CACHES) ? ScanRules.Caches.LEAVE_OUT : ScanRules.Caches.TAKE,
                limit(),
                change);
    }

    private BackupRequest.Parent parent(Repository repository) {
        if (arguments.has(BackupOptions.FORCE)) {
            return new BackupRequest.Parent.None();
        }
        return arguments.text(BackupOptions.PARENT)
                .<BackupRequest.Parent>map(reference -> new BackupRequest.Parent.Chosen(repository.resolve(reference).id()))
                .orElseGet(BackupRequest.Parent.Latest::new);
    }

    private BackupRequest.Effect effect() {
        if (arguments.has(BackupOptions.DRY_RUN)) {
            return BackupRequest.Effect.DRY_RUN;
        }
        boolean claims = arguments.has(BackupOptions.CLAIM) || invocation.surroundings().choices().claims();
        return claims ? BackupRequest.Effect.STORE_CLAIMED : BackupRequest.Effect.STORE;
    }
}
