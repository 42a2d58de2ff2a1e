package dev.holdfast.client.mount.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A run of a helper program that sends a descriptor back over a socket, which Java's own processes cannot inherit. Belongs to one
 * thread and serves one run.
 */
final class HandOver implements AutoCloseable {
    private static final MethodHandle SOCKETPAIR =
            Calls.function("socketpair", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle RECVMSG = Calls.function("recvmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SPAWN =
            Calls.function("posix_spawn", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle ACTIONS_INIT =
            Calls.function("posix_spawn_file_actions_init", JAVA_INT, ADDRESS);
    private static final MethodHandle ACTIONS_DUP =
            Calls.function("posix_spawn_file_actions_adddup2", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle ACTIONS_DESTROY =
            Calls.function("posix_spawn_file_actions_destroy", JAVA_INT, ADDRESS);
    private static final MethodHandle WAITPID = Calls.function("waitpid", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);

    private static final int LOCAL = 1;
    private static final int STREAM = 1;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int RECEIVE_CLOSE_ON_EXEC = 0x40000000;
    private static final int CONTROL_BYTES = 24;
    private static final int CONTROL_DATA = 16;
    private static final int SOCKET_LEVEL = 1;
    private static final int RIGHTS = 1;
    private static final int ACTIONS_BYTES = 512;
    private static final int STDERR = 2;

    /** Descriptors under which the helper finds its ends; above those of any sensible process's standard streams. */
    private static final int HELPER_SOCKET = 3;

    private final Arena arena;
    private final Calls calls;
    private final int[] socket;
    private final int[] messages;

    HandOver(Arena arena) {
        this.arena = arena;
        this.calls = new Calls(arena);
        this.socket = pair();
        this.messages = pair();
    }

    /** How the run ended. */
    sealed interface Outcome {
        record Mounted(int device) implements Outcome {}

        record Refused(String message) implements Outcome {}
    }

    /** Runs the program to its end. */
    Outcome run(List<String> command) {
        int process = spawn(command);
        closeEnd(socket, 1);
        closeEnd(messages, 1);
        if (process < 0) {
            return new Outcome.Refused(command.getFirst() + " cannot be started: " + Errno.name(process));
        }
        int device = receive();
        String said = said();
        int status = exitStatus(process);
        if (device >= 0 && status == 0) {
            return new Outcome.Mounted(device);
        }
        if (device >= 0) {
            calls.close(device);
        }
        return new Outcome.Refused(said.isBlank() ? command.getFirst() + " failed" : said.strip());
    }

    private int spawn(List<String> command) {
        MemorySegment actions = arena.allocate(ACTIONS_BYTES, 16);
        MemorySegment process = arena.allocate(JAVA_INT);
        List<String> environment = List.of("_FUSE_COMMFD=" + HELPER_SOCKET, "PATH=/usr/bin:/bin:/usr/sbin:/sbin", "LANG=C");
        try {
            int ignored = (int) ACTIONS_INIT.invokeExact(calls.state(), actions);
            ignored |= (int) ACTIONS_DUP.invokeExact(calls.state(), actions, messages[1], STDERR);
            ignored |= (int) ACTIONS_DUP.invokeExact(calls.state(), actions, socket[1], HELPER_SOCKET);
            int error = (int) SPAWN.invokeExact(
                    calls.state(),
                    process,
                    arena.allocateFrom(command.getFirst()),
                    actions,
                    MemorySegment.NULL,
                    strings(command),
                    strings(environment));
            ignored |= (int) ACTIONS_DESTROY.invokeExact(calls.state(), actions);
            return error == 0 && ignored == 0 ? process.get(JAVA_INT, 0) : -Math.max(error, 1);
        } catch (Throwable thrown) {
            throw Calls.broken(thrown);
        }
    }

    /** A null-terminated array of strings. */
    private MemorySegment strings(List<String> texts) {
        MemorySegment array = arena.allocate(ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        return array;
    }

    /** The descriptor that comes over the socket, or a negative number if the helper ends without sending one. */
    private int receive() {
        MemorySegment vector = arena.allocate(16, 8);
        vector.set(ADDRESS, 0, arena.allocate(1));
        vector.set(JAVA_LONG, 8, 1);
        MemorySegment control = arena.allocate(CONTROL_BYTES, 8);
        MemorySegment message = arena.allocate(56, 8);
        message.set(ADDRESS, 16, vector);
        message.set(JAVA_LONG, 24, 1);
        message.set(ADDRESS, 32, control);
        message.set(JAVA_LONG, 40, CONTROL_BYTES);
        try {
            long received;
            do {
                received = (long) RECVMSG.invokeExact(calls.state(), socket[0], message, RECEIVE_CLOSE_ON_EXEC);
            } while (received < 0 && calls.state().get(JAVA_INT, 0) == Errno.EINTR.number());
            boolean sent = received > 0
                    && message.get(JAVA_LONG, 40) >= CONTROL_DATA + Integer.BYTES
                    && control.get(JAVA_INT, 8) == SOCKET_LEVEL
                    && control.get(JAVA_INT, 12) == RIGHTS;
            return sent ? control.get(JAVA_INT, CONTROL_DATA) : -1;
        } catch (Throwable thrown) {
            throw Calls.broken(thrown);
        }
    }

    /** Everything that the helper wrote to its standard error. */
    private String said() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        MemorySegment buffer = arena.allocate(4096);
        long read = calls.read(messages[0], buffer, buffer.byteSize());
        while (read > 0 || Errno.EINTR.is(read)) {
            text.writeBytes(buffer.asSlice(0, Math.max(read, 0)).toArray(JAVA_BYTE));
            read = calls.read(messages[0], buffer, buffer.byteSize());
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private int exitStatus(int process) {
        MemorySegment status = arena.allocate(JAVA_INT);
        try {
            int waited;
            do {
                waited = calls.result((int) WAITPID.invokeExact(calls.state(), process, status, 0));
            } while (Errno.EINTR.is(waited));
            return waited == process ? status.get(JAVA_INT, 0) : -1;
        } catch (Throwable thrown) {
            throw Calls.broken(thrown);
        }
    }

    private int[] pair() {
        MemorySegment ends = arena.allocate(JAVA_INT, 2);
        try {
            int made = calls.result(
                    (int) SOCKETPAIR.invokeExact(calls.state(), LOCAL, STREAM | CLOSE_ON_EXEC, 0, ends));
            if (made < 0) {
                throw new IllegalStateException("no pair of sockets: " + Errno.name(made));
            }
            return ends.toArray(JAVA_INT);
        } catch (Throwable thrown) {
            throw Calls.broken(thrown);
        }
    }

    private void closeEnd(int[] pair, int end) {
        if (pair[end] >= 0) {
            calls.close(pair[end]);
            pair[end] = -1;
        }
    }

    @Override
    public void close() {
        for (int end = 0; end < 2; end++) {
            closeEnd(socket, end);
            closeEnd(messages, end);
        }
    }
}
