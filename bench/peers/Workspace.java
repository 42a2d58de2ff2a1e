package peers;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directories a benchmark works in: {@code peers-cache} for data kept between runs and {@code peers-run} for
 * everything of this run. Nothing else below the working directory is written or deleted.
 */
record Workspace(Path root) {
    private static final long NEEDED_BYTES_AT_SCALE_1 = 42L << 30;

    /** Makes the directories anew and sees to it that they lie on a disk with enough room. */
    static Workspace open(Path root, double scale) throws IOException {
        Workspace workspace = new Workspace(root.toAbsolutePath().normalize());
        workspace.refuseUnfit((long) (NEEDED_BYTES_AT_SCALE_1 * scale) + (2L << 30));
        delete(workspace.run());
        Files.createDirectories(workspace.cache());
        Files.createDirectories(workspace.run());
        return workspace;
    }

    private void refuseUnfit(long neededBytes) throws IOException {
        Path existing = root;
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        FileStore store = Files.getFileStore(existing);
        if (store.type().equals("tmpfs")) {
            throw new CommandFailure(root + " lies in memory (tmpfs); name a directory on a disk with --work");
        }
        if (store.getUsableSpace() < neededBytes) {
            throw new CommandFailure("%s has %s free, up to %s are needed; use --scale or --work"
                    .formatted(root, Quantity.bytes(store.getUsableSpace()), Quantity.bytes(neededBytes)));
        }
    }

    Path cache() {
        return root.resolve("peers-cache");
    }

    Path run() {
        return root.resolve("peers-run");
    }

    Path source() {
        return run().resolve("source");
    }

    /** Where a program restores to. */
    Path target(String program) {
        return run().resolve("restored-by-" + program);
    }

    /** Deletes all that this benchmark made. */
    void clean() {
        delete(run());
        delete(cache());
        root.toFile().delete();
    }

    /** Deletes a tree, whatever is in it. */
    static void delete(Path tree) {
        try {
            new ProcessBuilder("rm", "-rf", "--", tree.toString()).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new CommandFailure("cannot delete " + tree + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
