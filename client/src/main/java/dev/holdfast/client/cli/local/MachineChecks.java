package dev.holdfast.client.cli.local;

import dev.holdfast.client.cli.invocation.Invocation;
import dev.holdfast.client.fs.machine.FileSystems;
import dev.holdfast.engine.text.Figures;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What {@code holdfast doctor} looks at on the machine itself. */
final class MachineChecks {
    private static final long ENOUGH_MEMORY_BYTES = 150L << 20;
    private static final long ENOUGH_OPEN_FILES = 512;

    private final Invocation invocation;

    MachineChecks(Invocation invocation) {
        this.invocation = invocation;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>(List.of(java(), cache(), memory(), openFiles(), user()));
        findings.addAll(files());
        findings.add(attributes());
        findings.add(fuse());
        return findings;
    }

    private static Finding java() {
        String text = System.getProperty("java.vm.name", "") + " " + System.getProperty("java.vm.version", "");
        return Runtime.version().feature() >= 25
                ? Finding.ok("java", text)
                : Finding.problem("java", text, "install Java 25 or newer and set HOLDFAST_JAVA_HOME");
    }

    private static Finding cache() {
        String option = "-XX:AOTCache=";
        boolean used = ProcessHandle.current()
                .info()
                .arguments()
                .map(arguments -> Arrays.stream(arguments).anyMatch(argument -> argument.startsWith(option)))
                .orElse(false);
        return used
                ? Finding.ok("start-up cache", "in use")
                : Finding.warning("start-up cache", "not in use; every command starts slower", "run bin/optimize of the installation");
    }

    private static Finding memory() {
        long bytes = Runtime.getRuntime().maxMemory();
        String text = Figures.bytes(bytes) + " for the program";
        return bytes >= ENOUGH_MEMORY_BYTES
                ? Finding.ok("memory", text)
                : Finding.warning("memory", text, "set HOLDFAST_JAVA_OPTIONS=-Xmx192m");
    }

    private static Finding openFiles() {
        try {
            Optional<String> line = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                    .filter(candidate -> candidate.startsWith("Max open files"))
                    .findFirst();
            String soft = line.map(text -> text.substring("Max open files".length()).strip().split(" +", -1)[0]).orElse("unlimited");
            boolean enough = soft.equals("unlimited") || Long.parseLong(soft) >= ENOUGH_OPEN_FILES;
            return enough ? Finding.ok("open files", soft) : Finding.warning("open files", soft, "ulimit -n 1024");
        } catch (IOException | NumberFormatException e) {
            return Finding.ok("open files", "unknown on this system");
        }
    }

    private static Finding user() {
        String name = System.getProperty("user.name", "");
        return name.equals("root")
                ? Finding.ok("user", "root: can read every file and restore owners")
                : Finding.ok("user", name + ": files of others may be unreadable, owners are not restored");
    }

    private static List<Finding> files() {
        List<String> limitations = FileSystems.best().limitations();
        return limitations.isEmpty()
                ? List.of(Finding.ok("file access", "the kernel's own calls; nothing is left out"))
                : limitations.stream().map(text -> Finding.warning("file access", text, "run on Linux to have all")).toList();
    }

    private Finding attributes() {
        Path here = invocation.surroundings().directory();
        try {
            return Files.getFileStore(here).supportsFileAttributeView("user")
                    ? Finding.ok("attributes", "extended attributes work at " + here)
                    : Finding.warning("attributes", "no extended attributes at " + here, "restore to another file system if they matter");
        } catch (IOException e) {
            return Finding.warning("attributes", "cannot look at " + here + ": " + e.getMessage(), "run it from a directory that you can read");
        }
    }

    private Finding fuse() {
        String path = invocation.surroundings().variable("PATH").orElse("");
        boolean program = Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "fusermount3")));
        boolean device = Files.exists(Path.of("/dev/fuse"));
        return program && device
                ? Finding.ok("fuse", "file systems can be mounted by programs")
                : Finding.warning("fuse", (device ? "fusermount3" : "/dev/fuse") + " is missing; no program can mount a file system", "apt-get install fuse3");
    }
}
