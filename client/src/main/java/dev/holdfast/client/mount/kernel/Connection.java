package dev.holdfast.client.mount.kernel;

import dev.holdfast.core.error.ErrorCode;
import dev.holdfast.core.error.HoldfastException;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An attached file system: threads that read requests from the kernel and answer them until it is unmounted. Thread-safe. */
public final class Connection {
    /** More than any request for a read-only file system needs; the kernel insists on at least 8 KiB. */
    private static final int REQUEST_BYTES = 128 << 10;

    private static final int REPLY_BYTES = Reply.MAX_CONTENT_BYTES + (64 << 10);

    private final int device;
    private final Dispatch dispatch;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger running;

    private Connection(int device, Dispatch dispatch, int threadCount) {
        this.device = device;
        this.dispatch = dispatch;
        this.running = new AtomicInteger(threadCount);
    }

    /**
     * Agrees with the kernel on the protocol and starts serving.
     *
     * @param device descriptor of {@code /dev/fuse} that a mount was made with; belongs to the connection from now on
     * @param failures hears of everything that was answered with an input/output error
     */
    static Connection start(
            int device, Serving serving, FileSystem files, Consumer<RuntimeException> failures, ThreadFactory factory) {
        try (Arena arena = Arena.ofConfined()) {
            Calls calls = new Calls(arena);
            Request request = new Request(arena.allocate(REQUEST_BYTES, 8));
            Reply reply = new Reply(arena.allocate(REQUEST_BYTES, 8));
            if (!receive(calls, device, request)) {
                throw new HoldfastException(ErrorCode.IO_FAILED, "the mount was taken away again before it could be served");
            }
            calls.write(device, reply.memory(), Handshake.answer(request, reply, serving.audience()));
        }
        Connection connection = new Connection(device, new Dispatch(files, failures), serving.threads());
        for (int i = 0; i < serving.threads(); i++) {
            connection.threads.add(factory.newThread(connection::serve));
        }
        connection.threads.forEach(Thread::start);
        return connection;
    }

    /** How requests are served. */
    public record Serving(Audience audience, int threads) {}

    private void serve() {
        try (Arena arena = Arena.ofConfined()) {
            Calls calls = new Calls(arena);
            Request request = new Request(arena.allocate(REQUEST_BYTES, 8));
            Reply reply = new Reply(arena.allocate(REPLY_BYTES, 4096));
            while (receive(calls, device, request)) {
                long length = dispatch.answer(request, reply);
                if (length > 0) {
                    // A caller that was killed meanwhile wants no answer any more; the kernel says so and means nothing by it.
                    calls.write(device, reply.memory(), length);
                }
            }
        } finally {
            if (running.decrementAndGet() == 0) {
                closeDevice();
            }
        }
    }

    /** Waits for a request; false when there will be no more. */
    private static boolean receive(Calls calls, int device, Request request) {
        while (true) {
            long length = calls.read(device, request.memory(), REQUEST_BYTES);
            if (length >= Request.HEADER_BYTES) {
                request.filled(length);
                return true;
            }
            if (!Errno.EINTR.is(length) && !Errno.ENOENT.is(length) && !Errno.EAGAIN.is(length)) {
                return false;
            }
        }
    }

    private void closeDevice() {
        try (Arena arena = Arena.ofConfined()) {
            new Calls(arena).close(device);
        }
    }

    /** Waits until the file system is unmounted and nothing is being answered any more. */
    public void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** The same for a limited time; true if it came to that. */
    public boolean await(long millis) throws InterruptedException {
        for (Thread thread : threads) {
            if (!thread.join(Duration.ofMillis(millis))) {
                return false;
            }
        }
        return true;
    }
}
