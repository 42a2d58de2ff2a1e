package dev.holdfast.client.cli.saving;

import dev.holdfast.client.cli.syntax.Option;
import java.util.List;

/** The options of {@code holdfast backup}. */
final class BackupOptions {
    static final Option EXCLUDE = Option.many("--exclude", "PATTERN", "leave out what matches, as in a gitignore file").or("-e");
    static final Option INCLUDE = Option.many("--include", "PATTERN", "take only what matches, with everything below it");
    static final Option EXCLUDE_FROM = Option.many("--exclude-from", "FILE", "read exclude patterns from a file, a line each");
    static final Option INCLUDE_FROM = Option.many("--include-from", "FILE", "read include patterns from a file, a line each");
    static final Option EXCLUDE_CACHES = Option.flag("--exclude-caches", "leave out directories with a CACHEDIR.TAG");
    static final Option EXCLUDE_LARGER = Option.one("--exclude-larger-than", "SIZE", "leave out larger files, such as 500M or 2G");
    static final Option ONE_FILE_SYSTEM = Option.flag("--one-file-system", "stay out of file systems mounted below").or("-x");
    static final Option FILES_FROM = Option.many("--files-from", "FILE", "read paths from a file, a line each; - is standard input");
    static final Option FILES_FROM0 = Option.many("--files-from0", "FILE", "the same with NUL behind each path, as find -print0 writes");
    static final Option STDIN = Option.flag("--stdin", "save what comes on standard input as one file");
    static final Option STDIN_COMMAND =
            Option.flag("--stdin-from-command", "run the arguments as a command and save what it prints; no snapshot if it fails");
    static final Option STDIN_NAME = Option.one("--stdin-filename", "PATH", "where that file stands in the snapshot (default: stdin)");
    static final Option TAG = Option.many("--tag", "TAG[,TAG…]", "label the snapshot");
    static final Option HOST = Option.one("--host", "NAME", "say it is a backup of this machine (HOLDFAST_HOST)");
    static final Option TIME = Option.one("--time", "TIME", "say it shows this time, such as '2026-11-23 12:00:05'");
    static final Option DRY_RUN = Option.flag("--dry-run", "read everything, store nothing").or("-n");
    static final Option PARENT = Option.one("--parent", "SNAPSHOT", "compare with this snapshot instead of the latest of the same paths");
    static final Option FORCE = Option.flag("--force", "compare with none: read every file").or("-f");
    static final Option IGNORE_INODE = Option.flag("--ignore-inode", "a new inode number does not make a file changed");
    static final Option IGNORE_CTIME = Option.flag("--ignore-ctime", "only size and modification time tell a changed file");
    static final Option CLAIM = Option.flag(
            "--claim", "claim what is missing before it is sent: of backups that find the same at once, one sends it and the others wait");
    static final Option BEFORE = Option.many("--before", "CMD", "run this first; if it fails, nothing is backed up");
    static final Option AFTER = Option.many("--after", "CMD", "run this at the end, however it ended");

    static final List<Option> ALL = List.of(
            EXCLUDE,
            INCLUDE,
            EXCLUDE_FROM,
            INCLUDE_FROM,
            EXCLUDE_CACHES,
            EXCLUDE_LARGER,
            ONE_FILE_SYSTEM,
            FILES_FROM,
            FILES_FROM0,
            STDIN,
            STDIN_COMMAND,
            STDIN_NAME,
            TAG,
            HOST,
            TIME,
            DRY_RUN,
            PARENT,
            FORCE,
            IGNORE_INODE,
            IGNORE_CTIME,
            CLAIM,
            BEFORE,
            AFTER);

    private BackupOptions() {}
}
