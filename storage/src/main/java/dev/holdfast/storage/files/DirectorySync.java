package dev.holdfast.storage.files;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Durability of names: a file's new name outlives a power loss only once its directory was synchronised too. Windows has no such
 * call and does it on its own; a file system that refuses the call is taken to be one of those.
 */
public final class DirectorySync {
    private DirectorySync() {}

    /** Makes the names in a directory durable. */
    public static void sync(Path directory) {
        if (File.separatorChar == '\\') {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (!isUnsupported(e)) {
                throw FileFailures.of(e, directory, "synchronise");
            }
        }
    }

    /** Creates a directory and those above it that are missing; all are durable when this returns. */
    public static void create(Path directory) {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            create(parent);
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw FileFailures.of(e, directory, "create the directory");
        }
        if (parent != null) {
            sync(parent);
        }
    }

    private static boolean isUnsupported(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("invalid argument") || message.contains("not supported");
    }
}
