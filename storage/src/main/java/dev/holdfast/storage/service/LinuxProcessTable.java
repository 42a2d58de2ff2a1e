package dev.holdfast.storage.service;

import dev.holdfast.core.protocol.SessionOwner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Linux: a process is its number and its start time in clock ticks after boot, within one boot of one kernel and one name space
 * of process numbers, so that containers on the same host do not take each other for dead. See proc_pid_stat(5).
 */
final class LinuxProcessTable implements ProcessTable {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NAME_SPACE = Path.of("/proc/self/ns/pid");

    /** Fields after the command's closing parenthesis: the state comes first, the start time is the twentieth. */
    private static final int STATE = 0;

    private static final int START_TIME = 19;

    private final String machine = machine();

    static boolean isAvailable() {
        return Files.isReadable(BOOT_ID) && Files.isSymbolicLink(NAME_SPACE);
    }

    private static String machine() {
        try {
            return Files.readString(BOOT_ID).strip() + "/" + Files.readSymbolicLink(NAME_SPACE);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public SessionOwner current() {
        long process = ProcessHandle.current().pid();
        if (machine.isEmpty()) {
            return SessionOwner.UNKNOWN;
        }
        return switch (look(process)) {
            case Sighting.Running running -> new SessionOwner(machine, process, running.startTicks());
            case Sighting.None() -> SessionOwner.UNKNOWN;
            case Sighting.Unclear() -> SessionOwner.UNKNOWN;
        };
    }

    @Override
    public boolean isGone(SessionOwner owner) {
        if (machine.isEmpty() || !owner.machine().equals(machine)) {
            return false;
        }
        return switch (look(owner.process())) {
            case Sighting.Running running -> running.startTicks() != owner.startTicks();
            case Sighting.None() -> true;
            case Sighting.Unclear() -> false;
        };
    }

    /** What the process table says of a number. */
    private sealed interface Sighting {
        record Running(long startTicks) implements Sighting {}

        /** No such process, or one that has ended and waits for its parent to notice. */
        record None() implements Sighting {}

        record Unclear() implements Sighting {}
    }

    private static Sighting look(long process) {
        try {
            // A command may hold any bytes, so nothing but a single-byte charset reads them all.
            String stat = Files.readString(Path.of("/proc/" + process + "/stat"), StandardCharsets.ISO_8859_1);
            return parse(stat).orElse(new Sighting.Unclear());
        } catch (NoSuchFileException e) {
            return new Sighting.None();
        } catch (IOException e) {
            return new Sighting.Unclear();
        }
    }

    private static Optional<Sighting> parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        if (fields.length <= START_TIME) {
            return Optional.empty();
        }
        if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
            return Optional.of(new Sighting.None());
        }
        try {
            return Optional.of(new Sighting.Running(Long.parseLong(fields[START_TIME])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
