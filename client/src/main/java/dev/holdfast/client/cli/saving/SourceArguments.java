package dev.holdfast.client.cli.saving;

import dev.holdfast.client.backup.BackupRequest.Sources;
import dev.holdfast.client.cli.invocation.InputFiles;
import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.cli.invocation.RawText;
import dev.holdfast.client.cli.syntax.Arguments;
import dev.holdfast.client.cli.syntax.Usage;
import dev.holdfast.client.fs.FileSystemAccess;
import dev.holdfast.client.fs.FsException;
import dev.holdfast.core.codec.MalformedException;
import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import dev.holdfast.core.tree.RawPath;
import dev.holdfast.engine.text.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the arguments of a backup name as its source. */
final class SourceArguments {
    private final Invocation invocation;
    private final Arguments arguments;
    private final RawPath here;

    SourceArguments(Invocation invocation) {
        this.invocation = invocation;
        this.arguments = invocation.arguments();
        this.here = RawPath.of(RawPath.ROOT, invocation.surroundings().directory().toString());
    }

    /** Checks what can be checked before anything is read, so that a slip costs no question for a passphrase. */
    void check() {
        boolean stream = arguments.has(BackupOptions.STDIN) || arguments.has(BackupOptions.STDIN_COMMAND);
        boolean lists = arguments.has(BackupOptions.FILES_FROM) || arguments.has(BackupOptions.FILES_FROM0);
        boolean words = !arguments.operands().isEmpty();
        if (arguments.has(BackupOptions.STDIN) && (words || lists || arguments.has(BackupOptions.STDIN_COMMAND))) {
            throw error("--stdin saves standard input alone, nothing beside it");
        }
        if (arguments.has(BackupOptions.STDIN_COMMAND) && (!words || lists)) {
            throw error(words ? "--stdin-from-command saves the output alone" : "which command? --stdin-from-command -- CMD ARGUMENT…");
        }
        if (!stream && !words && !lists) {
            throw error("nothing to back up is named");
        }
        if (arguments.has(BackupOptions.STDIN_NAME) && !stream) {
            throw error("--stdin-filename goes with --stdin or --stdin-from-command");
        }
    }

    /** The sources of a backup of paths; none of them existing is a failure, some missing ones are left to the backup to report. */
    Sources.Paths paths(FileSystemAccess access) {
        List<RawPath> paths = new ArrayList<>();
        arguments.operands().forEach(word -> paths.add(path(RawText.encode(word))));
        arguments.texts(BackupOptions.FILES_FROM).forEach(file -> lines(InputFiles.read(invocation, file), '\n', paths));
        arguments.texts(BackupOptions.FILES_FROM0).forEach(file -> lines(InputFiles.read(invocation, file), '\0', paths));
        if (paths.isEmpty()) {
            throw error("the lists of paths are empty");
        }
        if (paths.stream().noneMatch(path -> exists(access, path))) {
            throw new HoldfastException(
                    ErrorCode.PATH_NOT_FOUND,
                    Names.escape(paths.getFirst().bytes()) + " does not exist" + (paths.size() > 1 ? ", nor does any of the others" : ""),
                    "name a path that exists");
        }
        return new Sources.Paths(paths);
    }

    /** Where the file of a backup of a stream stands. */
    RawPath streamPath() {
        RawPath path = RawPath.of(RawPath.ROOT, RawText.encode(arguments.text(BackupOptions.STDIN_NAME).orElse("stdin")));
        if (path.names().isEmpty()) {
            throw error("--stdin-filename names no file");
        }
        return path;
    }

    private static boolean exists(FileSystemAccess access, RawPath path) {
        try {
            access.stat(path);
            return true;
        } catch (FsException e) {
            return e.reason() != FsException.Reason.NOT_FOUND && e.reason() != FsException.Reason.NOT_A_DIRECTORY;
        }
    }

    private void lines(byte[] list, char end, List<RawPath> paths) {
        int start = 0;
        for (int at = 0; at <= list.length; at++) {
            if (at == list.length || list[at] == end) {
                if (at > start) {
                    paths.add(path(Arrays.copyOfRange(list, start, at)));
                }
                start = at + 1;
            }
        }
    }

    private RawPath path(byte[] bytes) {
        if (bytes.length == 0) {
            throw error("a path is empty");
        }
        try {
            return RawPath.of(here, bytes);
        } catch (MalformedException e) {
            throw error("'" + Names.escape(bytes) + "' cannot be a path: " + e.getMessage());
        }
    }

    private static HoldfastException error(String message) {
        return Usage.error("backup", message);
    }
}
